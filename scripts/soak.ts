import { execa } from 'execa'
import { ROOT } from './start/run-child'

/**
 * `npm run soak [-- NAME]`: the long proofs. The same property tests, fuzzing and kills that `npm test`
 * runs, many times as often; NAME is part of a test file's path.
 */
const PROOFS = [
  'lib/domain/trade',
  'lib/domain/balance-chain',
  'lib/domain/deal-identity',
  'lib/ctrader/codec',
  'lib/ctrader/json-codec',
  'lib/ctrader/request-budget',
  'lib/ledger/record-deals',
  'lib/imports/reading/survives-anything',
  'lib/accounts/daily-results',
  'workers/crash',
  'workers/renewal',
  'workers/key-rotation',
  'workers/fault-schedules',
  'mock-spotware/open-api/frame-fuzz',
  'mock-spotware/crm',
  'mock-spotware/ctrader-backend',
]

const name = process.argv[2] ?? ''
const chosen = PROOFS.filter((proof) => proof.includes(name))
if (chosen.length === 0) {
  console.error(`No long proof is called ${name}. There are:\n  ${PROOFS.join('\n  ')}`)
  process.exit(1)
}
const { exitCode } = await execa('vitest', ['run', ...chosen], {
  cwd: ROOT,
  preferLocal: true,
  stdio: 'inherit',
  reject: false,
  env: { SOAK_FACTOR: process.env.SOAK_FACTOR ?? '20', LOG_LEVEL: 'error' },
})
process.exitCode = exitCode ?? 1
