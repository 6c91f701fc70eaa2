import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportFamilyA, exportFamilyB } from '@/e2e/steps/exports'
import { ledgerOf } from '@/e2e/steps/provider'
import { Dec } from '@/lib/domain/decimal'
import type { Actor } from '@/lib/identity/sessions'
import { changeChoices } from '@/lib/imports/change-choices'
import { requestCommit } from '@/lib/imports/request-commit'
import { showImport } from '@/lib/imports/show-import'
import { uploadImport } from '@/lib/imports/upload-import'
import { createAccount } from '@/lib/journal/accounts'
import { type JournalStack, startJournalStack, waitFor } from '@/workers/testing/journal-stack'

const ANA_SWAP_FREE = 41_000_103

let stack: JournalStack

beforeAll(async () => {
  stack = await startJournalStack()
  await stack.startWorker()
})
afterAll(() => stack.stop())

async function upload(actor: Actor, accountId: string, text: string) {
  const { importId } = await uploadImport(stack.db, {
    actor,
    accountId,
    fileName: 'history.csv',
    bytes: Buffer.from(text),
    now: new Date(),
  })
  return { importId, view: await whenDone(actor, importId) }
}

function whenDone(actor: Actor, importId: string) {
  return waitFor(
    'the file to be worked on',
    () => showImport(stack.db, { actor, importId }),
    ({ status }) => status !== 'reading' && status !== 'committing',
    ({ status }) => status,
  )
}

async function commit(actor: Actor, importId: string) {
  await requestCommit(stack.db, { actor, importId, now: new Date() })
  return whenDone(actor, importId)
}

function nets(rows: { net: { toString(): string } }[]): string[] {
  return rows.map(({ net }) => new Dec(net.toString()).toFixed(2)).sort()
}

describe('a file that came before the sync', () => {
  test.each([
    ['family A, without ids', exportFamilyA],
    ['family B, with ids', exportFamilyB],
  ])(
    '%s, is taken over by it: every trade is there once',
    async (_, exportLedger) => {
      const actor = await stack.makeActor()
      const connectionId = await stack.authorise(actor, 'ana')
      await stack.waitForState(actor, connectionId, 'choose-accounts')
      const account = await stack.db.tradingAccount.findFirstOrThrow({
        where: { connectionId, ctidTraderAccountId: ANA_SWAP_FREE },
      })
      const ledger = await ledgerOf(stack.mock.controlUrl, ANA_SWAP_FREE)
      const closings = ledger.positions.flatMap(({ closingDeals }) => closingDeals).length
      const { importId, view } = await upload(actor, account.id, exportLedger(ledger))
      expect(view.counts).toMatchObject({ new: closings, alreadyHere: 0, problems: 0 })
      expect((await commit(actor, importId)).result).toMatchObject({ added: closings, failed: 0 })

      await stack.follow(actor, connectionId, [ANA_SWAP_FREE])
      await waitFor(
        'the whole history',
        () => stack.db.tradingAccount.findUniqueOrThrow({ where: { id: account.id } }),
        ({ backfilledAt }) => backfilledAt !== null,
      )
      const trades = await stack.db.trade.findMany({
        where: { userId: actor.userId, closed: true },
      })
      expect(nets(trades)).toEqual(nets(ledger.positions))
      expect(new Set(trades.map(({ source }) => source))).toEqual(new Set(['BOTH']))
      const settled = await stack.db.tradingAccount.findUniqueOrThrow({ where: { id: account.id } })
      expect(settled.breakAmount).toBeNull()
    },
    240_000,
  )
})

test('a row the provider does not know is shown as a break, not hidden', async () => {
  const actor = await stack.makeActor()
  const connectionId = await stack.authorise(actor, 'ana')
  await stack.waitForState(actor, connectionId, 'choose-accounts')
  await stack.follow(actor, connectionId, [ANA_SWAP_FREE])
  await stack.waitForState(actor, connectionId, 'healthy')
  const { id } = await stack.db.tradingAccount.findFirstOrThrow({
    where: { connectionId, ctidTraderAccountId: ANA_SWAP_FREE },
  })
  const invented = [
    '"Symbol","Opening direction","Closing time (UTC+0)","Entry price","Closing price","Closing Quantity","Net $"',
    '"EURUSD","Buy","14/07/2026 03:33:33.333","1.08420","1.08520","0.50 Lots","470.00"',
  ].join('\n')
  const { importId } = await upload(actor, id, invented)
  await commit(actor, importId)
  const account = await stack.db.tradingAccount.findUniqueOrThrow({ where: { id } })
  expect(account.breakAmount?.toFixed(2)).toBe('-470.00')
}, 120_000)

describe('a file for an account of its own', () => {
  const ROWS = readFileSync(new URL('../e2e/files/ok/a-default-usd.csv', import.meta.url), 'utf8')

  test('twice adds nothing the second time, nor when both are committed at once', async () => {
    const actor = await stack.makeActor()
    const { account } = await createAccount(stack.db, { actor, name: 'File', currency: 'USD' })
    const [first, second] = await Promise.all([
      upload(actor, account.id, ROWS),
      upload(actor, account.id, ROWS),
    ])
    const added = first.view.counts?.new ?? 0
    expect(added).toBeGreaterThan(0)
    await Promise.all([commit(actor, first.importId), commit(actor, second.importId)])
    expect(await stack.db.deal.count({ where: { accountId: account.id } })).toBe(added)
  })

  test('cannot be committed before its questions are answered', async () => {
    const actor = await stack.makeActor()
    const { account } = await createAccount(stack.db, { actor, name: 'File', currency: 'USD' })
    const text = ROWS.replace(/ \(UTC[^)]*\)/g, '')
    const { importId, view } = await upload(actor, account.id, text)
    expect(view.status).toBe('needs-answers')
    await expect(commit(actor, importId)).rejects.toMatchObject({ code: 'CONFLICT' })
    const choices = { utcOffsetMinutes: 0 }
    await changeChoices(stack.db, { actor, importId, choices, now: new Date() })
    expect((await whenDone(actor, importId)).status).toBe('ready')
    expect((await commit(actor, importId)).status).toBe('done')
  })

  test('in another currency is refused, not relabelled', async () => {
    const actor = await stack.makeActor()
    const { account } = await createAccount(stack.db, { actor, name: 'File', currency: 'EUR' })
    const { view } = await upload(actor, account.id, ROWS)
    expect(view.refusal?.code).toBe('other-currency')
    expect(view.counts).toBeNull()
  })

  test('may hold two equal fills with two ids', async () => {
    const actor = await stack.makeActor()
    const { account } = await createAccount(stack.db, { actor, name: 'File', currency: 'USD' })
    const row = (id: number) =>
      `DID${id},EURUSD,Buy,14 Jul 2026 08:10:00.125,14 Jul 2026 09:15:42.118,1.08420,1.08520,0.3 Lots,28.20`
    const header =
      'Deal ID,Symbol,Opening Direction,Opening time (UTC+3),Closing Time (UTC+3),Entry price,Closing price,Closing Quantity,Net USD'
    const { importId } = await upload(actor, account.id, [header, row(101), row(102)].join('\n'))
    expect((await commit(actor, importId)).result).toMatchObject({ added: 2, addedTrades: 1 })
  })

  test('answered while it is read is read again with the answer', async () => {
    const actor = await stack.makeActor()
    const { account } = await createAccount(stack.db, { actor, name: 'File', currency: 'USD' })
    const { importId } = await upload(actor, account.id, ROWS.replace(/ \(UTC[^)]*\)/g, ''))
    const now = new Date()
    for (const utcOffsetMinutes of [0, 60, 120, 180])
      await changeChoices(stack.db, { actor, importId, choices: { utcOffsetMinutes }, now })
    const shown = await whenDone(actor, importId)
    await commit(actor, importId)
    const [deal] = await stack.db.deal.findMany({
      where: { accountId: account.id },
      orderBy: { executedAt: 'asc' },
    })
    const times = shown.rows.flatMap(({ deal }) => deal?.closedAt ?? []).sort()
    expect(deal?.executedAt.toISOString()).toBe(times[0])
  })

  test('of somebody else is not there', async () => {
    const [actor, stranger] = [await stack.makeActor(), await stack.makeActor()]
    const { account } = await createAccount(stack.db, { actor, name: 'File', currency: 'USD' })
    const { importId } = await upload(actor, account.id, ROWS)
    const now = new Date()
    await expect(upload(stranger, account.id, ROWS)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    for (const attempt of [
      () => showImport(stack.db, { actor: stranger, importId }),
      () => requestCommit(stack.db, { actor: stranger, importId, now }),
      () => changeChoices(stack.db, { actor: stranger, importId, choices: {}, now }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a file of every kind', () => {
  const FILES = new URL('../e2e/files/', import.meta.url)
  type Expected = {
    choices?: { accountCurrency?: string }
    result: { status: string; code?: string; rows?: { status: string }[] }
  }
  const expectedOf = (folder: string, name: string): Expected =>
    JSON.parse(
      readFileSync(new URL(`${folder}/${name.replace(/\.\w+$/, '.expected.json')}`, FILES), 'utf8'),
    )

  test.each(['ok', 'not-ok'])(
    'that is %s goes through the database and comes out the same',
    async (folder) => {
      const actor = await stack.makeActor()
      const { account } = await createAccount(stack.db, { actor, name: 'Any', currency: 'USD' })
      await stack.db.tradingAccount.update({ where: { id: account.id }, data: { currency: null } })
      const names = readdirSync(new URL(`${folder}/`, FILES)).filter(
        (name) => !name.endsWith('.json'),
      )
      for (const name of names) {
        const { choices = {}, result } = expectedOf(folder, name)
        const { accountCurrency, ...answers } = choices
        if (accountCurrency) continue
        const bytes = readFileSync(new URL(`${folder}/${name}`, FILES))
        const now = new Date()
        const file = { actor, accountId: account.id, fileName: name, bytes, now }
        const { importId } = await uploadImport(stack.db, file)
        await whenDone(actor, importId)
        if (Object.keys(answers).length > 0 && result.status !== 'refused') {
          await changeChoices(stack.db, { actor, importId, choices: answers, now })
        }
        const view = await whenDone(actor, importId)
        expect({ name, refusal: view.refusal?.code }).toEqual({ name, refusal: result.code })
        if (result.status !== 'read') continue
        const problems = result.rows?.filter(({ status }) => status === 'error').length
        expect({ name, problems: view.counts?.problems }).toEqual({ name, problems })
      }
    },
    240_000,
  )
})
