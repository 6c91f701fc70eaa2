import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { wish } from '@/lib/agenda/wish'
import { pause } from '@/lib/connections/pause'
import { requestSync } from '@/lib/connections/request-sync'
import { resume } from '@/lib/connections/resume'
import { stopSyncing } from '@/lib/connections/stop-syncing'
import type { Actor } from '@/lib/identity/sessions'
import { type JournalStack, startJournalStack, waitFor } from './testing/journal-stack'

const ANA_SWAP_FREE = 41_000_103
const ANA_DEMO = 41_000_102
const BEN = 41_000_201
const DAY_MS = 86_400_000

let stack: JournalStack

beforeAll(async () => {
  stack = await startJournalStack()
  await stack.startWorker()
})
afterAll(() => stack.stop())

const account = (connectionId: string, ctidTraderAccountId: number) =>
  stack.db.tradingAccount.findFirstOrThrow({ where: { connectionId, ctidTraderAccountId } })
const eventsOf = async (connectionId: string) => {
  const events = await stack.db.connectionEvent.findMany({ where: { connectionId } })
  return events.map(({ kind }) => kind)
}
const runsOf = (connectionId: string) =>
  stack.db.run.findMany({ where: { connectionId }, orderBy: { startedAt: 'asc' } })

/** @param months of history; all there is when left out */
async function link(persona: string, accounts: number[], months?: number) {
  const actor = await stack.makeActor()
  const connectionId = await stack.authorise(actor, persona)
  await stack.waitForState(actor, connectionId, 'choose-accounts')
  if (months)
    await stack.db.tradingAccount.updateMany({
      where: { connectionId },
      data: { historyWantedFrom: new Date(Date.now() - months * 30 * DAY_MS) },
    })
  await stack.follow(actor, connectionId, accounts)
  return { actor, connectionId, input: () => ({ actor, connectionId, now: new Date() }) }
}

async function expectNobodyElse(
  verb: (
    db: JournalStack['db'],
    input: { actor: Actor; connectionId: string; now: Date },
  ) => Promise<void>,
  connectionId: string,
) {
  const stranger = await stack.makeActor()
  await expect(
    verb(stack.db, { actor: stranger, connectionId, now: new Date() }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
}

/** What the mock was asked about an account since a moment, by message. */
async function askedSince(since: Date, accountId: number): Promise<string[]> {
  const { requests } = z
    .object({
      requests: z.array(
        z.object({ at: z.number(), accountId: z.number().optional(), message: z.string() }),
      ),
    })
    .parse(await stack.control('GET', 'requests?kind=open-api'))
  return requests
    .filter((request) => request.accountId === accountId && request.at >= since.getTime())
    .map(({ message }) => message)
}

describe('Stop', () => {
  test('ends a first sync where it is; what came in stays and adds up', async () => {
    const { actor, connectionId, input } = await link('ana', [ANA_SWAP_FREE])
    await waitFor(
      'some weeks of history',
      () => account(connectionId, ANA_SWAP_FREE),
      ({ historyFrom, syncedThrough }) =>
        historyFrom !== null &&
        syncedThrough !== null &&
        syncedThrough.getTime() - historyFrom.getTime() > 60 * DAY_MS,
    )
    await expectNobodyElse(stopSyncing, connectionId)
    await stopSyncing(stack.db, input())
    const stopped = await account(connectionId, ANA_SWAP_FREE)
    const had = await stack.db.trade.count({ where: { accountId: stopped.id } })
    expect(stopped.backfilledAt).toBeNull()
    expect(stopped.historyWantedFrom).toEqual(stopped.historyFrom)
    const [cancelled] = await runsOf(connectionId)
    expect(cancelled).toMatchObject({ outcome: 'CANCELLED', reason: 'STOPPED', trigger: 'first' })
    expect(cancelled?.added).toBeGreaterThan(0)
    // Again while it settles: nothing new to stop.
    await stopSyncing(stack.db, input())

    const { progress } = await stack.waitForState(actor, connectionId, 'healthy')
    const settled = await account(connectionId, ANA_SWAP_FREE)
    expect(settled.historyFrom).toEqual(stopped.historyFrom)
    expect(settled.reconciledAt).not.toBeNull()
    expect(settled.breakAmount).toBeNull()
    expect(settled.historyLimitAt).toBeNull()
    expect(progress[0]).toMatchObject({ done: true, fromMonth: monthOf(stopped.historyFrom) })
    const ledger = await stack.ledger(ANA_SWAP_FREE)
    expect(had).toBeGreaterThan(0)
    expect(had).toBeLessThan(ledger.positions.length)

    // New trades go on coming, older ones do not, and the balance still adds up.
    await stack.control('POST', 'trade', { accountId: ANA_SWAP_FREE, net: '12.34' })
    await waitFor(
      'the new trade',
      () => stack.db.trade.count({ where: { accountId: settled.id } }),
      (count) => count === had + 1,
    )
    await stack.waitForState(actor, connectionId, 'healthy')
    const later = await account(connectionId, ANA_SWAP_FREE)
    expect(later.historyFrom).toEqual(stopped.historyFrom)
    expect(later.breakAmount).toBeNull()
    expect((await eventsOf(connectionId)).filter((kind) => kind === 'stopped')).toHaveLength(1)

    // More is wanted after all: it goes on from where it was stopped, and both parts join.
    const older = new Date((stopped.historyFrom?.getTime() ?? 0) - 30 * DAY_MS)
    await stack.db.tradingAccount.update({
      where: { id: settled.id },
      data: { historyWantedFrom: older, backfilledAt: null },
    })
    await wish(stack.db, 'account.sync', settled.id, new Date())
    const more = await waitFor(
      'the older month',
      () => account(connectionId, ANA_SWAP_FREE),
      ({ backfilledAt }) => backfilledAt !== null,
    )
    expect(more).toMatchObject({ historyFrom: older, breakAmount: null, historyLimitAt: null })
    expect(await stack.db.trade.count({ where: { accountId: settled.id } })).toBeGreaterThan(
      had + 1,
    )
  }, 180_000)

  test('of one that has not begun leaves an account that starts now', async () => {
    const { actor, connectionId } = await link('ana', [ANA_DEMO])
    const { id } = await account(connectionId, ANA_DEMO)
    await stopSyncing(stack.db, { actor, connectionId, now: new Date() })
    await stack.waitForState(actor, connectionId, 'healthy')
    const before = await stack.db.trade.count({ where: { accountId: id } })
    const { positions } = await stack.ledger(ANA_DEMO)
    expect(before).toBeLessThan(positions.length)
    await stack.control('POST', 'cash', { accountId: ANA_DEMO, amount: '250.00' })
    await stack.control('POST', 'trade', { accountId: ANA_DEMO, net: '-3.21' })
    await waitFor(
      'what is new',
      async () => [
        await stack.db.trade.count({ where: { accountId: id } }),
        await stack.db.cashFlow.count({ where: { accountId: id, delta: 250 } }),
      ],
      ([trades, deposits]) => trades === before + 1 && deposits === 1,
    )
    expect((await account(connectionId, ANA_DEMO)).breakAmount).toBeNull()
  }, 120_000)
})

function monthOf(at: Date | null): string {
  return at?.toISOString().slice(0, 7) ?? ''
}

describe('Pause', () => {
  test('reads nothing until it is resumed, but keeps the grant alive', async () => {
    const { actor, connectionId, input } = await link('ben', [BEN], 6)
    await waitFor(
      'a first sync under way',
      () => account(connectionId, BEN),
      ({ historyFrom }) => historyFrom !== null,
    )
    await expectNobodyElse(pause, connectionId)
    await pause(stack.db, { ...input(), reason: 'Holiday' })
    await pause(stack.db, { ...input(), reason: 'Something else' })
    const view = await stack.waitForState(actor, connectionId, 'paused')
    expect(view.paused).toMatchObject({ by: 'user', reason: 'Holiday' })
    expect(view.runs.map(({ outcome }) => outcome)).not.toContain('running')
    expect((await runsOf(connectionId)).at(0)).toMatchObject({ outcome: 'CANCELLED' })
    await waitFor(
      'the last work to leave the agenda',
      () => stack.db.agendaItem.findMany({ where: { NOT: { kind: 'connection.renew' } } }),
      (items) => items.every(({ subjectId }) => subjectId !== connectionId),
      (items) => items.map(({ kind }) => kind).join(),
    )
    await expect(requestSync(stack.db, input())).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('paused'),
    })

    // Its session is closed: no event tells of news.
    await waitFor(
      'the session to be closed',
      () => askedSince(view.paused ? new Date(view.paused.at) : new Date(), BEN),
      (messages) => messages.includes('PROTO_OA_ACCOUNT_LOGOUT_REQ'),
    )
    // cTrader has news, and a renewal is due.
    const quiet = new Date()
    await stack.control('POST', 'trade', { accountId: BEN, net: '77.70' })
    const grantOf = () => stack.db.grant.findUniqueOrThrow({ where: { connectionId } })
    const { generation } = await grantOf()
    await stack.db.grant.update({
      where: { connectionId },
      data: { accessTokenExpiresAt: new Date() },
    })
    await stack.db.agendaItem.updateMany({
      where: { kind: 'connection.renew', subjectId: connectionId },
      data: { dueAt: new Date() },
    })
    await waitFor('a renewal', grantOf, (grant) => grant.generation > generation)
    expect(await askedSince(quiet, BEN)).toEqual([])
    const { id } = await account(connectionId, BEN)
    const had = await stack.db.deal.count({ where: { accountId: id } })

    await expectNobodyElse(resume, connectionId)
    await resume(stack.db, input())
    await resume(stack.db, input())
    await stack.waitForState(actor, connectionId, 'healthy')
    const { positions } = await stack.ledger(BEN)
    const newest = positions.map(({ positionId }) => BigInt(positionId)).at(-1) ?? 0n
    await waitFor(
      'what was missed',
      () => stack.db.trade.findFirst({ where: { accountId: id, positionId: newest } }),
      (trade) => trade?.net.toFixed(2) === '77.70',
      () => 'another trade',
    )
    expect(await stack.db.deal.count({ where: { accountId: id } })).toBeGreaterThan(had)
    expect((await account(connectionId, BEN)).breakAmount).toBeNull()
    expect((await eventsOf(connectionId)).filter((kind) => /pause|resume/.test(kind))).toEqual([
      'paused',
      'resumed',
    ])
  }, 120_000)
})

describe('Sync now', () => {
  test('cools down, and begins nothing a second time', async () => {
    const { actor, connectionId, input } = await link('ana', [ANA_DEMO], 1)
    await waitFor(
      'the first sync to be over',
      () => stack.show(actor, connectionId),
      ({ state, job }) => state === 'healthy' && job === null,
      ({ state, job }) => `${state} ${job}`,
    )
    await expectNobodyElse(requestSync, connectionId)
    const now = new Date()
    // A double click is one request, and a check that is asked for is said to be.
    await Promise.all([1, 2].map(() => requestSync(stack.db, { actor, connectionId, now })))
    const asked = (await eventsOf(connectionId)).filter((kind) => kind === 'sync-asked')
    expect(asked).toHaveLength(1)
    const { syncAllowedAt } = await waitFor(
      'the check to be done',
      () => stack.show(actor, connectionId),
      ({ job, runs }) => job === null && runs[0]?.trigger === 'user',
      ({ job }) => `${job}`,
    )
    expect(syncAllowedAt).toBe(new Date(now.getTime() + 30_000).toISOString())
    const early = new Date(now.getTime() + 12_500)
    await expect(requestSync(stack.db, { actor, connectionId, now: early })).rejects.toMatchObject({
      code: 'TOO_MANY_ATTEMPTS',
      message: expect.stringContaining('in 18 seconds'),
    })
    await requestSync(stack.db, { actor, connectionId, now: new Date(now.getTime() + 30_000) })

    await stack.db.connection.update({
      where: { id: connectionId },
      data: { refusedAt: new Date() },
    })
    await expect(requestSync(stack.db, input())).rejects.toMatchObject({ code: 'CONFLICT' })
  }, 120_000)
})
