import { afterAll, beforeAll, expect, test } from 'vitest'
import { wish } from '@/lib/agenda/wish'
import { receiveCallback } from '@/lib/connections/receive-callback'
import { startAuthorization } from '@/lib/connections/start-authorization'
import { connectionWords } from '@/lib/domain/connection-words'
import { Dec } from '@/lib/domain/decimal'
import { DEFAULT_PLATFORM } from '@/lib/domain/platform'
import type { Actor } from '@/lib/identity/sessions'
import type { Worker } from '@/workers/start-worker'
import { type JournalStack, startJournalStack, waitFor } from '@/workers/testing/journal-stack'

const HARBOUR = 'harbour'
const PLATFORMS = [DEFAULT_PLATFORM, HARBOUR]
/** One person with one small account. Her cTrader ID has the same number everywhere. */
const SCENARIO = 'mock-spotware/scenario/examples/tiny-trader.json'
const TINA = 46_100_001

let stack: JournalStack
let worker: Worker

beforeAll(async () => {
  stack = await startJournalStack({
    mock: { scenario: SCENARIO },
    second: {
      key: HARBOUR,
      name: 'Harbour Lane',
      mock: {
        scenario: SCENARIO,
        clientId: 'tallybook-at-harbour',
        clientSecret: 'of-harbour-only',
      },
    },
  })
  // The same account, and another history.
  await stack.control('POST', 'trade', { accountId: TINA, net: '77.77' }, HARBOUR)
  worker = await stack.startWorker()
})
afterAll(() => stack.stop())

/** Ends this worker; the next one opens sockets of its own. */
async function nextWorker({ without }: { without?: string } = {}): Promise<void> {
  await stack.stopWorker(worker)
  const platforms = stack.env.platforms.filter(({ key }) => key !== without)
  worker = await stack.startWorker({ platforms })
}

/** Links tina's cTrader ID and follows her account. */
async function link(actor: Actor, platform: string): Promise<string> {
  const connectionId = await stack.authorise(actor, 'tina', { platform })
  await stack.waitForState(actor, connectionId, 'choose-accounts')
  await stack.follow(actor, connectionId)
  return connectionId
}

async function linkAtBoth(): Promise<{ actor: Actor; here: string; harbour: string }> {
  const actor = await stack.makeActor()
  const [here, harbour] = [await link(actor, DEFAULT_PLATFORM), await link(actor, HARBOUR)]
  for (const id of [here, harbour]) await stack.waitForState(actor, id, 'healthy')
  return { actor, here, harbour }
}

async function netsOf(connectionId: string): Promise<string[]> {
  const trades = await stack.db.trade.findMany({
    where: { closed: true, account: { connectionId } },
  })
  return trades.map(({ net }) => new Dec(net.toString()).toFixed(2)).sort()
}

async function wishesFor(subjectId: string): Promise<number> {
  const check = await stack.db.agendaItem.findFirstOrThrow({
    where: { kind: 'connection.check', subjectId },
  })
  return check.wishes
}

async function lastSuccess(connectionId: string): Promise<number> {
  const { lastSuccessAt } = await stack.db.connection.findUniqueOrThrow({
    where: { id: connectionId },
  })
  return lastSuccessAt?.getTime() ?? 0
}

/** Another check of this connection ends well, whatever happens elsewhere. */
async function expectNextCheck(connectionId: string): Promise<void> {
  const before = await lastSuccess(connectionId)
  await waitFor(
    'the next check',
    () => lastSuccess(connectionId),
    (at) => at > before,
  )
}

test('one number at two environments is two connections, and each brings its own trades', async () => {
  const { actor, here, harbour } = await linkAtBoth()
  const rows = await stack.db.connection.findMany({ where: { id: { in: [here, harbour] } } })
  expect(new Set(rows.map(({ ctid }) => ctid)).size).toBe(1)
  expect(rows.map(({ platform }) => platform).sort()).toEqual(PLATFORMS)

  const truths: string[][] = []
  for (const platform of PLATFORMS) {
    const { positions } = await stack.ledger(TINA, platform)
    truths.push(positions.map(({ net }) => new Dec(net).toFixed(2)).sort())
  }
  expect(truths[0]).not.toEqual(truths[1])
  expect([await netsOf(here), await netsOf(harbour)]).toEqual(truths)

  // What happens in an account of one environment wakes nobody with the same number in the other.
  const wishes = [await wishesFor(here), await wishesFor(harbour)]
  await stack.control('POST', 'trade', { accountId: TINA, net: '12.34' }, HARBOUR)
  await waitFor(
    'the trade at Harbour Lane',
    () => netsOf(harbour),
    (nets) => nets.length === (truths[1]?.length ?? 0) + 1,
  )
  expect(await wishesFor(harbour)).toBeGreaterThan(wishes[1] ?? 0)
  expect(await wishesFor(here)).toBe(wishes[0])

  // Somebody else links the number in one environment: that ends the one link and not the other.
  const stranger = await stack.makeActor()
  const ofStranger = await stack.authorise(stranger, 'tina', { platform: HARBOUR })
  await stack.waitForState(stranger, ofStranger, 'choose-accounts')
  await stack.waitForState(actor, harbour, 'superseded')
  await expectNextCheck(here)

  // The same person again, there: it is the connection from before.
  const again = await stack.authorise(actor, 'tina', { platform: HARBOUR })
  const merged = await waitFor(
    'the new row to point at the old one',
    () => stack.show(actor, again),
    ({ mergedIntoId }) => mergedIntoId !== null,
  )
  expect(merged.mergedIntoId).toBe(harbour)
}, 180_000)

test('trouble at one environment stays there', async () => {
  const { actor, here, harbour } = await linkAtBoth()

  await stack.control('POST', 'application', { active: false }, HARBOUR)
  await nextWorker()
  await stack.waitForState(actor, harbour, 'not-approved')
  await expectNextCheck(here)
  expect((await stack.show(actor, here)).state).toBe('healthy')
  await stack.control('POST', 'application', { active: true }, HARBOUR)
  await nextWorker()
  await stack.waitForState(actor, harbour, 'healthy')

  await stack.control('POST', 'grants/tina/revoke', undefined, HARBOUR)
  await stack.waitForState(actor, harbour, 'reconnect')
  await expectNextCheck(here)
  // Reconnect leads to the page of the environment it was made in, which knows our application there.
  await stack.authorise(actor, 'tina', { connectionId: harbour })
  await stack.waitForState(actor, harbour, 'healthy')

  // Taken out of the settings of the worker, and put back.
  const trades = await netsOf(harbour)
  await nextWorker({ without: HARBOUR })
  const view = await waitFor(
    'Harbour Lane to be missed',
    () => stack.show(actor, harbour),
    ({ state, reason }) => state === 'not-approved' && reason === 'PLATFORM_NOT_CONFIGURED',
    ({ state, reason }) => `${state} (${reason})`,
  )
  expect(connectionWords(view, String).title).toBe('Harbour Lane is not set up here just now')
  await expectNextCheck(here)
  const account = await stack.db.tradingAccount.findFirstOrThrow({
    where: { connectionId: harbour },
  })
  const reading = { kind: 'account.sync', subjectId: account.id }
  await wish(stack.db, 'account.sync', account.id, new Date())
  await waitFor(
    'reading the account to be put off',
    () => stack.db.agendaItem.findFirst({ where: reading }),
    (item) => item?.lastReason === 'PLATFORM_NOT_CONFIGURED',
    (item) => `${item?.lastReason}`,
  )

  // The answer of a page that this worker does not know is not exchanged.
  const { db, provider } = stack
  const now = new Date()
  const trip = await startAuthorization(db, { actor, provider, platform: HARBOUR, now })
  const query = { code: 'of-some-page' }
  await receiveCallback(db, { actor, cookie: trip.cookie, query, now })
  await waitFor(
    'the trip to end',
    () => db.pendingAuthorization.findFirst({ where: { connectionId: trip.connectionId } }),
    (authorization) => authorization?.outcome === 'not-approved',
  )

  await nextWorker()
  await stack.waitForState(actor, harbour, 'healthy')
  await waitFor(
    'the account to be read again',
    () => stack.db.agendaItem.count({ where: reading }),
    (count) => count === 0,
  )
  expect(await netsOf(harbour)).toEqual(trades)
}, 180_000)

test('without accounts the words say where we looked, and what else to try', async () => {
  const actor = await stack.makeActor()
  const connectionId = await stack.authorise(actor, 'tina', { platform: HARBOUR, accounts: [] })
  const view = await stack.waitForState(actor, connectionId, 'no-accounts')
  const { body } = connectionWords(view, String)
  expect(body).toContain('We asked Harbour Lane')
  expect(body).toContain('go back and tick them')
  expect(body).toContain('another cTrader ID')
  expect(body).toContain('add a connection to cTrader')
})

test('nobody is sent to an environment that is not configured', async () => {
  const { db, provider } = stack
  const actor = await stack.makeActor()
  const now = new Date()
  const asked = startAuthorization(db, { actor, provider, platform: 'nowhere', now })
  await expect(asked).rejects.toMatchObject({ code: 'BAD_INPUT' })
  expect(await db.connection.count({ where: { userId: actor.userId } })).toBe(0)

  const { id } = await db.connection.create({ data: { userId: actor.userId, platform: 'gone' } })
  const repair = startAuthorization(db, { actor, provider, connectionId: id, now })
  await expect(repair).rejects.toMatchObject({ code: 'CONFLICT' })
  const begun = await db.pendingAuthorization.count({ where: { userId: actor.userId } })
  expect(begun).toBe(0)
})
