import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportFamilyA, exportFamilyB } from '@/e2e/steps/exports'
import { ledgerOf } from '@/e2e/steps/provider'
import { deleteTrades } from '@/lib/accounts/delete-trades'
import { requestJoin } from '@/lib/accounts/request-join'
import { restoreTrades } from '@/lib/accounts/restore-trades'
import { bringArchive } from '@/lib/archive/bring-archive'
import { writeArchive } from '@/lib/archive/write-archive'
import { chooseAccounts } from '@/lib/connections/choose-accounts'
import { stopFollowing } from '@/lib/connections/stop-following'
import { Dec } from '@/lib/domain/decimal'
import type { Actor } from '@/lib/identity/sessions'
import { requestCommit } from '@/lib/imports/request-commit'
import { showImport } from '@/lib/imports/show-import'
import { uploadImport } from '@/lib/imports/upload-import'
import { createAccount } from '@/lib/journal/accounts'
import { balanceStatement } from '@/lib/journal/balance-statement'
import { listTrades } from '@/lib/journal/list-trades'
import { TradePageQuery } from '@/lib/journal/trade-page'
import { type JournalStack, startJournalStack, waitFor } from './testing/journal-stack'

const ANA_SWAP_FREE = 41_000_103
const DAY_MS = 24 * 60 * 60_000

let stack: JournalStack

beforeAll(async () => {
  stack = await startJournalStack()
  await stack.startWorker()
})
afterAll(() => stack.stop())

async function link(persona = 'ana'): Promise<{ actor: Actor; connectionId: string }> {
  const actor = await stack.makeActor()
  const connectionId = await stack.authorise(actor, persona)
  await stack.waitForState(actor, connectionId, 'choose-accounts')
  return { actor, connectionId }
}

function find(connectionId: string, ctidTraderAccountId: number) {
  return stack.db.tradingAccount.findFirstOrThrow({ where: { connectionId, ctidTraderAccountId } })
}

function reload(id: string) {
  return stack.db.tradingAccount.findUniqueOrThrow({ where: { id } })
}

async function whenComplete(id: string) {
  await waitFor(
    'the whole history',
    () => Promise.all([reload(id), runsOf(id)]),
    ([{ backfilledAt }, runs]) =>
      backfilledAt !== null && runs.every(({ outcome }) => outcome !== 'RUNNING'),
    ([{ historyFrom }]) => `back to ${historyFrom?.toISOString()}`,
  )
  return reload(id)
}

function runsOf(accountId: string) {
  return stack.db.run.findMany({
    where: { accountId, kind: 'SYNC' },
    orderBy: { startedAt: 'asc' },
  })
}

async function nets(actor: Actor, accountId: string): Promise<string[]> {
  const trades = await stack.db.trade.findMany({
    where: { userId: actor.userId, accountId, closed: true },
  })
  return trades.map(({ net }) => net.toFixed(2)).sort()
}

async function netsAtCtrader(accountId: number): Promise<string[]> {
  const { positions } = await ledgerOf(stack.mock.controlUrl, accountId)
  return positions.map(({ net }) => new Dec(net).toFixed(2)).sort()
}

/** Waits for as many trades as there are at cTrader, which then have to be the same. */
async function whenHere(actor: Actor, accountId: string, expected: string[]): Promise<void> {
  const here = await waitFor(
    'every trade',
    () => nets(actor, accountId),
    ({ length }) => length >= expected.length,
    ({ length }) => `${length} of ${expected.length}`,
  )
  expect(here).toEqual(expected)
}

/** An account of its own, filled by a file. */
async function fillByFile(actor: Actor, text: string, currency: string, name = 'From files') {
  const { account } = await createAccount(stack.db, { actor, name, currency })
  const { importId } = await uploadImport(stack.db, {
    actor,
    accountId: account.id,
    fileName: 'history.csv',
    bytes: Buffer.from(text),
    now: new Date(),
  })
  const whenItIs = (wanted: string) =>
    waitFor(
      `the file to be ${wanted}`,
      () => showImport(stack.db, { actor, importId }),
      ({ status }) => status === wanted,
      ({ status }) => status,
    )
  await whenItIs('ready')
  await requestCommit(stack.db, { actor, importId, now: new Date() })
  await whenItIs('done')
  return { fileAccountId: account.id, importId }
}

async function whenJoined(fileAccountId: string): Promise<void> {
  await waitFor(
    'the file account to be part of the linked one',
    () => stack.db.tradingAccount.count({ where: { id: fileAccountId } }),
    (count) => count === 0,
  )
}

test('accounts that wait to be chosen are listed with their currency', async () => {
  const { actor, connectionId } = await link()
  const view = await waitFor(
    'the currencies',
    () => stack.show(actor, connectionId),
    ({ accounts }) => accounts.every(({ currency }) => currency !== null),
  )
  expect(view.state).toBe('choose-accounts')
  expect(view.accounts.map(({ login, currency }) => `${login} ${currency}`).sort()).toEqual([
    '2101 EUR',
    '5501 EUR',
    '88120 USD',
  ])
})

describe('an account that is left', () => {
  test('stops at once in the middle of its history, and goes on where it stopped', async () => {
    const { actor, connectionId } = await link()
    const { id } = await find(connectionId, ANA_SWAP_FREE)
    await chooseAccounts(stack.db, { actor, connectionId, accountIds: [id], now: new Date() })
    await waitFor(
      'part of the history',
      () => stack.db.trade.count({ where: { accountId: id } }),
      (count) => count > 0,
    )
    const stranger = await stack.makeActor()
    const left = { connectionId, accountId: id, now: new Date() }
    await expect(stopFollowing(stack.db, { ...left, actor: stranger })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await stopFollowing(stack.db, { ...left, actor })
    const [first] = await runsOf(id)
    expect(first).toMatchObject({ outcome: 'CANCELLED', reason: 'NOT_FOLLOWED' })
    const stopped = await reload(id)
    expect(stopped.backfilledAt).toBeNull()
    const kept = await nets(actor, id)

    // A check of the connection comes and goes, and reads nothing of it.
    await stack.control('POST', 'trade', { accountId: ANA_SWAP_FREE, net: '31.70' })
    const checkedAt = async () => (await stack.show(actor, connectionId)).lastSuccessAt ?? ''
    const before = await checkedAt()
    await waitFor('another check', checkedAt, (at) => at > before)
    expect(await reload(id)).toMatchObject({
      historyFrom: stopped.historyFrom,
      syncedThrough: stopped.syncedThrough,
    })
    expect(await nets(actor, id)).toEqual(kept)

    await chooseAccounts(stack.db, { actor, connectionId, accountIds: [id], now: new Date() })
    await whenComplete(id)
    await whenHere(actor, id, await netsAtCtrader(ANA_SWAP_FREE))
    const [, second] = await runsOf(id)
    expect(second?.coveredTo?.getTime()).toBeLessThanOrEqual(stopped.historyFrom?.getTime() ?? 0)
  }, 240_000)
})

describe('an account that was filled by file first', () => {
  test('becomes part of the linked one as that is chosen, before the sync brings its deals', async () => {
    const { actor, connectionId } = await link()
    const { id } = await find(connectionId, ANA_SWAP_FREE)
    await waitFor(
      'the currency',
      () => reload(id),
      ({ currency }) => currency !== null,
    )
    const ledger = await ledgerOf(stack.mock.controlUrl, ANA_SWAP_FREE)
    const { fileAccountId, importId } = await fillByFile(actor, exportFamilyA(ledger), 'USD')
    const before = await stack.db.trade.findMany({ where: { accountId: fileAccountId } })

    const joins = [{ accountId: id, fileAccountId }]
    const now = new Date()
    await chooseAccounts(stack.db, { actor, connectionId, accountIds: [id], joins, now })
    await whenJoined(fileAccountId)
    await whenComplete(id)

    expect(await nets(actor, id)).toEqual(await netsAtCtrader(ANA_SWAP_FREE))
    const trades = await stack.db.trade.findMany({ where: { accountId: id, closed: true } })
    expect(new Set(trades.map(({ source }) => source))).toEqual(new Set(['BOTH']))
    const ids = new Set(trades.map(({ id }) => id))
    expect(before.filter((trade) => ids.has(trade.id)).length).toBeGreaterThan(0)
    expect(await reload(id)).toMatchObject({ name: 'From files', breakAmount: null })

    // Links that carry the file account's id lead to the account it became part of.
    const query = TradePageQuery.parse({ account: fileAccountId })
    expect((await listTrades(stack.db, { actor, query })).total).toBe(
      await stack.db.trade.count({ where: { accountId: id } }),
    )
    const statement = { actor, accountId: fileAccountId, page: 1, show: 'all' as const }
    expect((await balanceStatement(stack.db, statement)).account.id).toBe(id)
    expect((await showImport(stack.db, { actor, importId })).accountId).toBe(id)
    const { events } = await stack.show(actor, connectionId)
    expect(events.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/“From files” with \d+ trades became part of Demo 88120/),
    )
  }, 240_000)

  test('and later, when the sync has brought everything: nothing is there twice, in no currency but its own', async () => {
    const { actor, connectionId } = await link()
    await stack.follow(actor, connectionId, [ANA_SWAP_FREE])
    const { id } = await find(connectionId, ANA_SWAP_FREE)
    await whenComplete(id)
    const ledger = await ledgerOf(stack.mock.controlUrl, ANA_SWAP_FREE)
    const inEuro = await createAccount(stack.db, { actor, name: 'Euro', currency: 'EUR' })
    const ask = (fileAccountId: string, asking = actor) =>
      stack.db.$transaction((tx) =>
        requestJoin(tx, { actor: asking, accountId: id, fileAccountId, now: new Date() }),
      )
    await expect(ask(inEuro.account.id)).rejects.toThrow('“Euro” is in EUR, Demo 88120 is in USD')

    for (const [name, text] of [
      ['A', exportFamilyA(ledger)],
      ['B', exportFamilyB(ledger)],
    ] as const) {
      const { fileAccountId } = await fillByFile(actor, text, 'USD', name)
      await expect(ask(fileAccountId, await stack.makeActor())).rejects.toMatchObject({
        code: 'NOT_FOUND',
      })
      const before = await stack.db.trade.findMany({
        where: { accountId: id },
        select: { id: true },
      })
      await ask(fileAccountId)
      await whenJoined(fileAccountId)
      const after = await stack.db.trade.findMany({
        where: { accountId: id },
        select: { id: true },
      })
      expect(after.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort())
      expect(await nets(actor, id)).toEqual(await netsAtCtrader(ANA_SWAP_FREE))
    }
    const joined = await reload(id)
    expect(joined.breakAmount).toBeNull()
    expect(joined.formerIds).toHaveLength(2)
  }, 240_000)
})

test('an account that came with an archive is the linked one once it is linked, and nothing is there twice', async () => {
  const first = await link()
  await stack.follow(first.actor, first.connectionId, [ANA_SWAP_FREE])
  await whenComplete((await find(first.connectionId, ANA_SWAP_FREE)).id)
  const pieces: Uint8Array[] = []
  const sink = async (bytes: Uint8Array) => void pieces.push(bytes)
  await writeArchive(stack.db, { actor: first.actor, now: new Date(), sink })

  const actor = await stack.makeActor()
  const bytes = Buffer.concat(pieces)
  await bringArchive(stack.db, { actor, fileName: 'journal.zip', bytes, now: new Date() })
  const restored = await waitFor(
    'the archive to be read',
    () => stack.db.tradingAccount.findMany({ where: { userId: actor.userId } }),
    (accounts) => accounts.some(({ login }) => login === 88_120n),
    (accounts) => `${accounts.length} accounts`,
  )
  const id = restored.find(({ login }) => login === 88_120n)?.id ?? ''
  const before = await stack.db.trade.findMany({ where: { accountId: id }, select: { id: true } })
  expect(before.length).toBeGreaterThan(0)

  const connectionId = await stack.authorise(actor, 'ana')
  const offered = await stack.waitForState(actor, connectionId, 'choose-accounts')
  const candidate = offered.accounts.find((account) => account.id === id)
  expect(candidate).toMatchObject({ alreadyLinked: false, trades: before.length, login: '88120' })
  expect(await stack.db.tradingAccount.count({ where: { userId: actor.userId } })).toBe(3)
  expect(offered.events.map(({ text }) => text)).toContainEqual(
    expect.stringMatching(/was in the journal already with \d+ trades, from an archive/),
  )

  await stack.control('POST', 'trade', { accountId: ANA_SWAP_FREE, net: '12.30' })
  await chooseAccounts(stack.db, { actor, connectionId, accountIds: [id], now: new Date() })
  await whenHere(actor, id, await netsAtCtrader(ANA_SWAP_FREE))
  const after = await stack.db.trade.findMany({ where: { accountId: id }, select: { id: true } })
  const ids = new Set(after.map((trade) => trade.id))
  expect(before.filter((trade) => !ids.has(trade.id))).toEqual([])
  expect(after).toHaveLength(before.length + 1)
}, 240_000)

describe('an account whose trades are deleted', () => {
  test('is read no more; restored it goes on, and removed for good it begins anew', async () => {
    const { actor, connectionId } = await link()
    await stack.follow(actor, connectionId, [ANA_SWAP_FREE])
    const { id } = await find(connectionId, ANA_SWAP_FREE)
    await whenComplete(id)
    const remove = () =>
      deleteTrades(stack.db, { actor, accountId: id, typed: '88120', now: new Date() })
    await remove()
    expect(await reload(id)).toMatchObject({ followedAt: null })
    const [shown] = (await stack.show(actor, connectionId)).accounts.filter(
      (account) => account.id === id,
    )
    expect(shown?.deletedAt).not.toBeNull()
    const following = { actor, connectionId, accountIds: [id], now: new Date() }
    await expect(chooseAccounts(stack.db, following)).rejects.toMatchObject({ code: 'CONFLICT' })
    await stack.control('POST', 'trade', { accountId: ANA_SWAP_FREE, net: '64.20' })

    await restoreTrades(stack.db, { actor, accountId: id, now: new Date() })
    await whenHere(actor, id, await netsAtCtrader(ANA_SWAP_FREE))

    await remove()
    await stack.db.tradingAccount.update({
      where: { id },
      data: { deletedAt: new Date(Date.now() - 7 * DAY_MS) },
    })
    await stack.db.agendaItem.updateMany({
      where: { kind: 'account.purge', subjectId: id },
      data: { dueAt: new Date() },
    })
    await waitFor(
      'the purge',
      () => reload(id),
      ({ deletedAt }) => deletedAt === null,
    )
    const of = { where: { accountId: id } }
    const { trade, deal, cashFlow, symbol, run } = stack.db
    const left = [
      trade.count(of),
      deal.count(of),
      cashFlow.count(of),
      symbol.count(of),
      run.count(of),
    ]
    expect(await Promise.all(left)).toEqual([0, 0, 0, 0, 0])

    await chooseAccounts(stack.db, following)
    await whenComplete(id)
    expect(await nets(actor, id)).toEqual(await netsAtCtrader(ANA_SWAP_FREE))
    expect((await runsOf(id)).map(({ trigger }) => trigger)[0]).toBe('first')
  }, 240_000)
})
