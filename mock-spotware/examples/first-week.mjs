// An account list and a week of deals over WebSocket and JSON, from nothing but the control address:
//   node mock-spotware/examples/first-week.mjs [http://localhost:4400]
import { readFileSync } from 'node:fs'
import WebSocket from 'ws'

const control = `${process.argv[2] ?? 'http://localhost:4400'}/control`
const facts = await (await fetch(`${control}/application`)).json()
const body = JSON.stringify({ persona: 'ana' })
const grant = await (await fetch(`${control}/grants`, { method: 'POST', body })).json()

// demo accounts; live ones answer at facts.liveJsonUrl, and CANT_ROUTE_REQUEST on the wrong side
const socket = new WebSocket(facts.demoJsonUrl, { ca: readFileSync(facts.caFile) })
await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))

const waiting = new Map()
socket.on('message', (text) => {
  const { clientMsgId, payloadType, payload } = JSON.parse(text)
  const { resolve, reject } = waiting.get(clientMsgId) ?? {}
  if (payloadType === 2142) reject?.(new Error(payload.errorCode))
  else resolve?.(payload) // what nobody waits for is an event or a heartbeat
})
const ask = (payloadType, payload) =>
  new Promise((resolve, reject) => {
    const clientMsgId = `${payloadType}/${waiting.size}`
    waiting.set(clientMsgId, { resolve, reject })
    socket.send(JSON.stringify({ clientMsgId, payloadType, payload }))
  })

const { clientId, clientSecret, accessToken } = grant
await ask(2100, { clientId, clientSecret }) // ProtoOAApplicationAuthReq
const list = await ask(2149, { accessToken }) // ProtoOAGetAccountListByAccessTokenReq
console.log('accounts:', list.ctidTraderAccount)

const ctidTraderAccountId = list.ctidTraderAccount.find(({ isLive }) => !isLive).ctidTraderAccountId
await ask(2102, { ctidTraderAccountId, accessToken }) // ProtoOAAccountAuthReq
const toTimestamp = Date.now()
const fromTimestamp = toTimestamp - 7 * 86_400_000
const week = await ask(2133, { ctidTraderAccountId, fromTimestamp, toTimestamp }) // ProtoOADealListReq
console.log(`deals of a week in ${ctidTraderAccountId}:`, week.deal?.length ?? 0, week.deal?.at(-1))
socket.close()
