import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ConnectionState } from '@/lib/domain/connection-state'
import { readGrant } from '@/lib/grants/vault'
import {
  journalCash,
  journalTrades,
  ledgerCash,
  ledgerTrades,
} from '@/workers/testing/compare-with-ledger'
import { type JournalStack, startJournalStack, waitFor } from '@/workers/testing/journal-stack'

const BEN = 41_000_201
/** Five days, three hours at a time. */
const STEP_MS = 3 * 3_600_000
const STEPS = 40
/** Beyond the end of its step, so that it is seen. */
const MAINTENANCE = { kind: 'maintenance', minutes: 210 }

/** A step each, in turn. A time-out takes real time, so there is one in each list. */
const AT_THE_TOKEN_ENDPOINT: object[] = [
  { kind: 'dropBefore' },
  { kind: 'status', status: 429 },
  { kind: 'status', status: 500 },
  { kind: 'html', status: 502 },
  { kind: 'html', status: 200 },
  { kind: 'hang' },
  { kind: 'status', status: 200, body: '{"accessToken":"cut-of' },
  { kind: 'status', status: 500, body: '{"errorCode":"UNKNOWN_ERROR","accessToken":null}' },
  MAINTENANCE,
  { kind: 'errorCode', errorCode: 'SERVER_IS_UNDER_MAINTENANCE' },
  { kind: 'truncated' },
]
const AT_THE_OPEN_API: object[] = [
  { endpoint: 'open-api *', kind: 'dropBefore' },
  // A new connection is needed only after one that broke.
  { endpoint: 'open-api connect', kind: 'dropBefore' },
  { endpoint: 'open-api *', kind: 'dropAfter' },
  { endpoint: 'open-api *', kind: 'error', errorCode: 'CH_SERVER_NOT_REACHABLE' },
  { endpoint: 'open-api *', kind: 'halfOpen' },
  { endpoint: 'open-api *', kind: 'truncatedFrame' },
  { endpoint: 'open-api connect', kind: 'malformedFrame' },
  { endpoint: 'open-api *', ...MAINTENANCE },
  { endpoint: 'open-api *', kind: 'malformedFrame' },
  { endpoint: 'open-api *', kind: 'blocked', retryAfter: 1 },
  { endpoint: 'open-api *', ...MAINTENANCE, form: 'ProtoErrorRes' },
  { endpoint: 'open-api *', kind: 'error', errorCode: 'UNKNOWN_ERROR' },
  { endpoint: 'open-api *', kind: 'error', errorCode: 'REQUEST_FREQUENCY_EXCEEDED', retryAfter: 1 },
]

/** Nothing the trader has to do. On a slow machine a try can still be under way when it is looked at. */
const WAITS_FOR_OTHERS: ConnectionState[] = [
  'provider-down',
  'maintenance',
  'throttled',
  'late',
  'syncing',
]

let stack: JournalStack

beforeAll(async () => {
  stack = await startJournalStack({
    // A day of life: renewals come due in the middle of it all, and the token ends, too.
    mock: { accessTokenLifeSeconds: 24 * 3_600 },
    settings: { SYNC_CHECK_SECONDS: '300', CTRADER_ANSWER_SECONDS: '1' },
  })
  await stack.startWorker()
})
afterAll(() => stack.stop())

/** Everything that is due was tried. */
async function tried(): Promise<void> {
  await waitFor(
    'all that is due',
    () => stack.workAtHand(),
    (items) => items.length === 0,
    (items) => items.map(({ kind, lastReason }) => `${kind} ${lastReason}`).join(),
  )
}

async function breakEverything(step: number): Promise<void> {
  await stack.control('DELETE', 'faults')
  const atToken = AT_THE_TOKEN_ENDPOINT[step % AT_THE_TOKEN_ENDPOINT.length]
  const atOpenApi = AT_THE_OPEN_API[step % AT_THE_OPEN_API.length]
  await stack.control('POST', 'faults', { endpoint: '* /apps/token', ...atToken })
  await stack.control('POST', 'faults', atOpenApi)
}

/** The worker lives on; its own sign of life comes within a second, while hours pass here. */
async function sayThatTheWorkerLives(): Promise<void> {
  await stack.db.workerPresence.updateMany({ data: { seenAt: stack.clock.now() } })
}

test('five days of every kind of trouble never ask for Reconnect, and the next success clears them', async () => {
  const actor = await stack.makeActor()
  const connectionId = await stack.authorise(actor, 'ben')
  await stack.waitForState(actor, connectionId, 'choose-accounts')
  await stack.follow(actor, connectionId)
  await stack.waitForState(actor, connectionId, 'healthy')
  const before = await stack.db.grant.findUniqueOrThrow({ where: { connectionId } })

  const seen = new Map<ConnectionState, number>()
  for (let step = 0; step < STEPS; step += 1) {
    await breakEverything(step)
    if (step % 8 === 5) {
      await stack.control('POST', 'trade', { accountId: BEN, net: `${step}.25` })
      await stack.control('POST', 'cash', { accountId: BEN, amount: `-${step}.50` })
    }
    await stack.advance(STEP_MS)
    await tried()
    await sayThatTheWorkerLives()
    const { state } = await stack.show(actor, connectionId)
    seen.set(state, (seen.get(state) ?? 0) + 1)
  }
  expect([...seen.keys()]).toEqual(expect.arrayContaining(['maintenance', 'provider-down']))
  for (const state of seen.keys()) expect(WAITS_FOR_OTHERS).toContain(state)
  const refusals = await stack.db.connectionEvent.count({
    where: { connectionId, kind: 'refused' },
  })
  expect(refusals).toBe(0)

  await stack.control('DELETE', 'faults')
  await stack.advance(STEP_MS)
  await tried()
  await sayThatTheWorkerLives()
  const after = await stack.waitForState(actor, connectionId, 'healthy')
  expect(after.reason).toBeNull()
  const { lastFailureAt, renewalFailingSince } = await stack.db.connection.findUniqueOrThrow({
    where: { id: connectionId },
  })
  expect({ lastFailureAt, renewalFailingSince }).toEqual({
    lastFailureAt: null,
    renewalFailingSince: null,
  })

  const account = { userId: actor.userId, ctid: BEN }
  const ledger = await stack.ledger(BEN)
  expect(await journalTrades(stack.db, account)).toEqual(ledgerTrades(ledger))
  expect(await journalCash(stack.db, account)).toEqual(ledgerCash(ledger))
  const { breakAmount } = await stack.db.tradingAccount.findFirstOrThrow({
    where: { connectionId },
  })
  expect(breakAmount).toBeNull()

  // What we hold is what cTrader gave last, and no consent was needed for it.
  const grant = await readGrant(stack.db, stack.env.TOKEN_KEYS, connectionId)
  expect(grant?.generation).toBeGreaterThan(before.generation)
  expect(stack.mock.world.grants.living().map(({ refreshToken }) => refreshToken)).toEqual([
    grant?.refreshToken,
  ])
  expect(await stack.violations()).toBe(0)
}, 240_000)
