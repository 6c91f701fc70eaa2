import { parseArgs } from 'node:util'
import { logInAtHarbourLane } from './harbour-lane-login'

const { values } = parseArgs({
  options: {
    crm: { type: 'string', default: 'http://localhost:4401' },
    email: { type: 'string', default: 'eli@harbourlane.example' },
    password: { type: 'string', default: 'demo' },
    keep: { type: 'boolean', default: false },
  },
})
const { crm, email, password, keep } = values
const token = await logInAtHarbourLane({ crmUrl: crm, email, password, keepLoggedIn: keep })
process.stdout.write(`${token}\n`)
