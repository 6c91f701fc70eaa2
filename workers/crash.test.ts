import { afterAll, beforeAll, expect, test } from 'vitest'
import { Dec } from '@/lib/domain/decimal'
import { SOAK_FACTOR } from '@/lib/domain/testing/soak-runs'
import { requestCommit } from '@/lib/imports/request-commit'
import { uploadImport } from '@/lib/imports/upload-import'
import { createAccount } from '@/lib/journal/accounts'
import { type JournalStack, startJournalStack, waitFor } from '@/workers/testing/journal-stack'
import { smallTraders } from '@/workers/testing/small-traders'
import { spawnWorker, type WorkerProcess } from '@/workers/testing/worker-process'

const KILLS = Math.min(SOAK_FACTOR, 8)
/** History enough for all of them to come in the middle of it. */
const {
  traders: [{ name, hedged }],
  scenario,
} = smallTraders(1, 100 + KILLS * 120)
/** What the killed worker's slot still lives. */
const SLOT_MS = 6_000
/** And what it was doing besides reading. */
const LEASE_MS = 31_000

let stack: JournalStack
let worker: WorkerProcess

beforeAll(async () => {
  stack = await startJournalStack({ scenario })
})
afterAll(async () => {
  await worker.kill()
  await stack.stop()
})

test(
  'a worker killed in the middle of the first sync loses and doubles nothing',
  async () => {
    const actor = await stack.makeActor()
    worker = spawnWorker(stack.settings)
    const connectionId = await stack.authorise(actor, name)
    await stack.waitForState(actor, connectionId, 'choose-accounts')
    await stack.follow(actor, connectionId, [hedged])
    const account = await stack.db.tradingAccount.findFirstOrThrow({
      where: { connectionId, ctidTraderAccountId: hedged },
    })
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const seen = await stack.db.trade.count({ where: { userId: actor.userId } })
      await waitFor(
        'more trades',
        () => stack.db.trade.count({ where: { userId: actor.userId } }),
        (count) => count > seen + 5,
      )
      await worker.kill()
      const { backfilledAt } = await stack.db.tradingAccount.findUniqueOrThrow({
        where: { id: account.id },
      })
      expect(backfilledAt).toBeNull()
      await stack.advance(SLOT_MS)
      worker = spawnWorker(stack.settings, stack.mock.world.clock.aheadMs())
    }
    await waitFor(
      'the rest of the history',
      () => stack.db.tradingAccount.findUniqueOrThrow({ where: { id: account.id } }),
      ({ backfilledAt }) => backfilledAt !== null,
    )
    const ledger = await stack.ledger(hedged)
    const trades = await stack.db.trade.findMany({ where: { userId: actor.userId, closed: true } })
    const nets = (rows: { positionId: unknown; net: { toString(): string } }[]) =>
      rows
        .map(({ positionId, net }) => `${positionId} ${new Dec(net.toString()).toFixed(2)}`)
        .sort()
    expect(nets(trades)).toEqual(nets(ledger.positions))
    const settled = await stack.db.tradingAccount.findUniqueOrThrow({ where: { id: account.id } })
    expect(settled.breakAmount).toBeNull()
    expect(await stack.violations()).toBe(0)
  },
  240_000 * KILLS,
)

test('a worker killed while it adds a file has added nothing, and another adds all of it', async () => {
  const actor = await stack.makeActor()
  const { account } = await createAccount(stack.db, { actor, name: 'File', currency: 'USD' })
  const rows = 6_000
  const lines = Array.from({ length: rows }, (_, index) => {
    const at = new Date(Date.UTC(2026, 0, 5) + index * 60_000).toISOString()
    return `EURUSD,Buy,${at.slice(0, 10)} ${at.slice(11, 23)},1.1,1.2,0.01 Lots,1.00`
  })
  const header =
    'Symbol,Opening Direction,Closing Time (UTC+0),Entry price,Closing price,Closing Quantity,Net USD'
  const now = new Date()
  const { importId } = await uploadImport(stack.db, {
    actor,
    accountId: account.id,
    fileName: 'history.csv',
    bytes: Buffer.from([header, ...lines].join('\n')),
    now,
  })
  const file = () => stack.db.importFile.findUniqueOrThrow({ where: { id: importId } })
  await worker.kill()
  worker = spawnWorker(stack.settings, stack.mock.world.clock.aheadMs())
  await waitFor('the preview', file, ({ state }) => state === 'READY')
  await requestCommit(stack.db, { actor, importId, now: new Date() })
  await waitFor('rows being written', rowsBeingWritten, (writing) => writing)
  await worker.kill()
  await waitFor('the end of its transaction', rowsBeingWritten, (writing) => !writing)
  expect((await file()).state).toBe('COMMITTING')
  expect(await stack.db.deal.count({ where: { accountId: account.id } })).toBe(0)
  expect(await stack.db.dealSighting.count({ where: { importFileId: importId } })).toBe(0)

  await stack.advance(LEASE_MS)
  worker = spawnWorker(stack.settings, stack.mock.world.clock.aheadMs())
  await waitFor('the whole file', file, ({ state }) => state === 'DONE')
  expect(await stack.db.deal.count({ where: { accountId: account.id } })).toBe(rows)
  const runs = await stack.db.run.findMany({ where: { accountId: account.id } })
  expect(runs.map(({ outcome, added }) => [outcome, added])).toEqual([['COMPLETED', rows]])
}, 240_000)

/** Whether somebody holds the table of deals for writing, that is, is in the middle of adding. */
async function rowsBeingWritten(): Promise<boolean> {
  const [row] = await stack.db.$queryRaw<{ writing: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
      WHERE c.relname = 'Deal' AND l.mode = 'RowExclusiveLock' AND l.granted
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS "writing"`
  return row?.writing ?? false
}
