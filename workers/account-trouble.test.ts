import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { confirmLater } from '@/lib/connections/confirm-later'
import { historyLimitSeen } from '@/lib/connections/history-limit-seen'
import { keepArchive } from '@/lib/connections/keep-archive'
import type { ConnectionView } from '@/lib/domain/views/connection'
import type { Actor } from '@/lib/identity/sessions'
import { type JournalStack, startJournalStack, waitFor } from './testing/journal-stack'

const ANA_DEMO = 41_000_102
const ANA_SWAP_FREE = 41_000_103
const BEN = 41_000_201
const DAY_MS = 86_400_000

let stack: JournalStack

beforeAll(async () => {
  stack = await startJournalStack()
  await stack.startWorker()
})
afterAll(() => stack.stop())
afterEach(async () => {
  await stack.control('POST', 'application', { active: true })
  await stack.control('POST', 'behaviour', { keptHistoryDays: 36_500 })
})

const account = (connectionId: string, ctidTraderAccountId: number) =>
  stack.db.tradingAccount.findFirstOrThrow({ where: { connectionId, ctidTraderAccountId } })
const closedTrades = (accountId: string) =>
  stack.db.trade.count({ where: { accountId, closed: true } })
const eventsOf = async (connectionId: string) => {
  const events = await stack.db.connectionEvent.findMany({ where: { connectionId } })
  return events.map(({ kind }) => kind)
}

/** With a month of history, or all there is. */
async function link(persona: string, accounts: number[], history: 'month' | 'all' = 'month') {
  const actor = await stack.makeActor()
  const connectionId = await stack.authorise(actor, persona)
  await stack.waitForState(actor, connectionId, 'choose-accounts')
  if (history === 'month')
    await stack.db.tradingAccount.updateMany({
      where: { connectionId },
      data: { historyWantedFrom: new Date(Date.now() - 30 * DAY_MS) },
    })
  await stack.follow(actor, connectionId, accounts)
  return { actor, connectionId, input: () => ({ actor, connectionId, now: new Date() }) }
}

/** So many minutes have passed for what is going wrong. */
async function pretendItLasts(connectionId: string, minutes = 3) {
  const since = new Date(Date.now() - minutes * 60_000)
  await stack.db.tradingAccount.updateMany({
    where: { connectionId, unreadableSince: { not: null } },
    data: { unreadableSince: since },
  })
  await stack.db.connection.updateMany({
    where: { id: connectionId, failingSince: { not: null } },
    data: { failingSince: since },
  })
}

function waitForView(
  actor: Actor,
  connectionId: string,
  what: string,
  isThere: (view: ConnectionView) => boolean,
) {
  return waitFor(
    what,
    () => stack.show(actor, connectionId),
    isThere,
    ({ state }) => state,
  )
}

const seen = (view: ConnectionView, login: RegExp) =>
  view.accounts.find(({ name }) => login.test(name))

describe('one account that cannot be read', () => {
  test('keeps no other from being read, is named, and recovers alone', async () => {
    const { actor, connectionId } = await link('ana', [ANA_DEMO, ANA_SWAP_FREE])
    await stack.waitForState(actor, connectionId, 'healthy')
    const { id: brokenId } = await account(connectionId, ANA_DEMO)
    const known = await closedTrades(brokenId)
    await stack.control('POST', `accounts/${ANA_DEMO}`, { status: 'gone' })
    await stack.control('POST', 'trade', { accountId: ANA_DEMO, net: '1.11' })
    await waitFor(
      'the account to be found unreadable',
      () => account(connectionId, ANA_DEMO),
      ({ unreadableCode }) => unreadableCode === 'RET_NO_SUCH_LOGIN',
    )
    // A first failure is no news; one that lasts is.
    expect((await stack.show(actor, connectionId)).state).not.toBe('partial')
    await pretendItLasts(connectionId)
    const broken = await stack.waitForState(actor, connectionId, 'partial')
    expect(seen(broken, /5501/)).toMatchObject({
      unreadable: 'RET_NO_SUCH_LOGIN',
      goneSince: null,
    })
    expect(seen(broken, /88120/)).toMatchObject({ unreadable: null })
    // It is listed, so it is not gone: there is nothing to archive.
    await keepArchive(stack.db, { actor, connectionId, now: new Date() })
    expect((await account(connectionId, ANA_DEMO)).archivedAt).toBeNull()

    const { id } = await account(connectionId, ANA_SWAP_FREE)
    const trades = () => closedTrades(id)
    const before = await trades()
    await stack.control('POST', 'trade', { accountId: ANA_SWAP_FREE, net: '2.22' })
    await waitFor('the trade of the other account', trades, (count) => count === before + 1)
    const connection = await stack.db.connection.findUniqueOrThrow({ where: { id: connectionId } })
    expect(connection.lastFailureAt).toBeNull()

    await stack.control('POST', `accounts/${ANA_DEMO}`, { status: 'active' })
    await stack.waitForState(actor, connectionId, 'healthy')
    const read = await account(connectionId, ANA_DEMO)
    expect(read).toMatchObject({ unreadableSince: null, unreadableCode: null, breakAmount: null })
    expect(await closedTrades(brokenId)).toBe(known + 1)
  }, 240_000)
})

describe('an account that cTrader lists no more', () => {
  test('is told, kept as an archive, and read again when it is back', async () => {
    const { actor, connectionId, input } = await link('ana', [ANA_DEMO, ANA_SWAP_FREE])
    await stack.waitForState(actor, connectionId, 'healthy')
    const { id } = await account(connectionId, ANA_DEMO)
    const trades = () => closedTrades(id)
    const before = await trades()

    // The trader unticks one account on cTrader's page.
    await stack.authorise(actor, 'ana', { connectionId, accounts: [ANA_SWAP_FREE] })
    const partial = await stack.waitForState(actor, connectionId, 'partial')
    expect(seen(partial, /5501/)).toMatchObject({ goneSince: expect.any(String), archived: false })
    const stranger = await stack.makeActor()
    await expect(
      keepArchive(stack.db, { actor: stranger, connectionId, now: new Date() }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await keepArchive(stack.db, input())
    await keepArchive(stack.db, input())
    const settled = await stack.waitForState(actor, connectionId, 'healthy')
    expect(seen(settled, /5501/)).toMatchObject({ archived: true })
    expect(await trades()).toBe(before)

    // Without the last one there is nothing left but the archive.
    await stack.authorise(actor, 'ana', { connectionId, accounts: [41_000_101] })
    await stack.waitForState(actor, connectionId, 'account-gone')
    await keepArchive(stack.db, input())
    await stack.waitForState(actor, connectionId, 'healthy')

    await stack.control('POST', 'trade', { accountId: ANA_DEMO, net: '5.55' })
    await stack.authorise(actor, 'ana', { connectionId })
    await waitFor('the account to be read again', trades, (count) => count === before + 1)
    const back = await stack.waitForState(actor, connectionId, 'healthy')
    expect(back.accounts.every(({ archived, goneSince }) => !archived && !goneSince)).toBe(true)
    expect((await account(connectionId, ANA_DEMO)).breakAmount).toBeNull()
    const events = (await eventsOf(connectionId)).filter((kind) => /archived|gone|back/.test(kind))
    expect(events).toEqual([
      'account-gone',
      'archived',
      'account-gone',
      'archived',
      'account-back',
      'account-back',
    ])
  }, 240_000)
})

describe('a history that cTrader keeps for a while only', () => {
  test('is a limit that is told once, and no break of the balance', async () => {
    await stack.control('POST', 'behaviour', { keptHistoryDays: 60 })
    const { actor, connectionId, input } = await link('ana', [ANA_SWAP_FREE], 'all')
    const view = await stack.waitForState(actor, connectionId, 'history-limit')
    const limited = await account(connectionId, ANA_SWAP_FREE)
    expect(limited.historyLimitAt?.getTime()).toBeGreaterThan(Date.now() - 60 * DAY_MS)
    expect(limited.historyLimitAt?.getTime()).toBeLessThan(Date.now() - 30 * DAY_MS)
    expect(limited.breakAmount).toBeNull()
    expect(limited.reconciledAt).not.toBeNull()
    expect(seen(view, /88120/)?.historyLimitAt).toBe(limited.historyLimitAt?.toISOString())

    await historyLimitSeen(stack.db, input())
    await historyLimitSeen(stack.db, input())
    await stack.waitForState(actor, connectionId, 'healthy')
    const events = await eventsOf(connectionId)
    expect(events.filter((kind) => kind.startsWith('history-limit'))).toEqual([
      'history-limit',
      'history-limit-seen',
    ])
  }, 240_000)
})

describe('whose trouble it is', () => {
  test('our application refused stops every link at once, and one yes starts them again', async () => {
    const ana = await link('ana', [ANA_DEMO])
    const ben = await link('ben', [BEN])
    const links = [ana, ben]
    for (const { actor, connectionId } of links)
      await stack.waitForState(actor, connectionId, 'healthy')
    await stack.control('POST', 'application', { active: false })
    await stack.control('POST', 'events', { kind: 'clientDisconnect' })
    for (const { actor, connectionId } of links)
      await stack.waitForState(actor, connectionId, 'not-approved')
    const { id } = await account(ben.connectionId, BEN)
    const known = await closedTrades(id)
    const refused = await stack.db.connection.count({ where: { refusedAt: { not: null } } })
    await stack.control('POST', 'trade', { accountId: BEN, net: '9.99' })

    await stack.control('POST', 'application', { active: true })
    // Ten minutes later one of them is tried again.
    await stack.db.agendaItem.updateMany({
      where: { kind: 'connection.check', subjectId: ana.connectionId },
      data: { dueAt: new Date() },
    })
    for (const { actor, connectionId } of links)
      await stack.waitForState(actor, connectionId, 'healthy')
    await waitFor(
      'the missed trade',
      () => closedTrades(id),
      (count) => count === known + 1,
    )
    expect(await stack.db.connection.count({ where: { refusedAt: { not: null } } })).toBe(refused)
  }, 240_000)

  test('one link that fails among others that work is its own; all together are cTrader', async () => {
    const ana = await link('ana', [ANA_DEMO])
    const ben = await link('ben', [BEN])
    for (const { actor, connectionId } of [ana, ben])
      await stack.waitForState(actor, connectionId, 'healthy')

    // The token endpoint answers nobody, and one access token has run out.
    await stack.control('POST', 'faults', {
      endpoint: '* /apps/token',
      kind: 'status',
      status: 503,
    })
    await stack.db.grant.update({
      where: { connectionId: ben.connectionId },
      data: { accessTokenExpiresAt: new Date() },
    })
    const isFailing = (view: ConnectionView) => view.reason !== null && view.lastTryAt !== null
    await waitForView(ben.actor, ben.connectionId, 'a failure', isFailing)
    expect((await stack.show(ben.actor, ben.connectionId)).state).toBe('healthy')
    await pretendItLasts(ben.connectionId)
    await stack.waitForState(ben.actor, ben.connectionId, 'failing')
    expect((await stack.show(ana.actor, ana.connectionId)).state).toBe('healthy')

    await stack.db.connection.update({
      where: { id: ben.connectionId },
      data: { renewalFailingSince: new Date(Date.now() - 2 * DAY_MS), failingSince: new Date() },
    })
    await stack.db.grant.update({
      where: { connectionId: ben.connectionId },
      data: { accessTokenExpiresAt: new Date(Date.now() + DAY_MS) },
    })
    const asked = await stack.waitForState(ben.actor, ben.connectionId, 'expiring')
    expect(asked.accessEndsAt).not.toBeNull()
    await confirmLater(stack.db, ben.input())
    await confirmLater(stack.db, ben.input())
    await stack.waitForState(ben.actor, ben.connectionId, 'healthy')
    expect((await eventsOf(ben.connectionId)).filter((kind) => kind === 'confirm-later')).toEqual([
      'confirm-later',
    ])

    await stack.control('POST', 'faults', { endpoint: 'open-api *', kind: 'dropBefore' })
    for (const { actor, connectionId } of [ana, ben]) {
      await waitForView(actor, connectionId, 'a failure', isFailing)
      await pretendItLasts(connectionId)
    }
    for (const { actor, connectionId } of [ana, ben])
      await stack.waitForState(actor, connectionId, 'provider-down')
    await clearFaults()
    for (const { actor, connectionId } of [ana, ben])
      await stack.waitForState(actor, connectionId, 'healthy')
  }, 240_000)
})

async function clearFaults() {
  await fetch(`${stack.mock.controlUrl}/control/faults`, { method: 'DELETE' })
}
