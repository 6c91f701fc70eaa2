import { afterAll, beforeAll, test } from 'vitest'
import { type JournalStack, startJournalStack, waitFor } from '@/workers/testing/journal-stack'
import { smallTraders } from '@/workers/testing/small-traders'

const DAY_MS = 86_400_000
const {
  traders: [trader],
  scenario,
} = smallTraders(1, 40)

let stack: JournalStack

beforeAll(async () => {
  stack = await startJournalStack({ scenario })
})
afterAll(() => stack.stop())

function account(connectionId: string) {
  return stack.db.tradingAccount.findFirstOrThrow({
    where: { connectionId, followedAt: { not: null } },
  })
}

async function linkedAndSynced() {
  const actor = await stack.makeActor()
  const worker = await stack.startWorker()
  const connectionId = await stack.authorise(actor, trader.name)
  await stack.waitForState(actor, connectionId, 'choose-accounts')
  await stack.follow(actor, connectionId, [trader.netted])
  await stack.waitForState(actor, connectionId, 'healthy')
  return { actor, worker, connectionId }
}

/** Everything the provider knows is here, and the balances join. */
async function expectComplete(connectionId: string) {
  const ledger = await stack.ledger(trader.netted)
  const { id } = await account(connectionId)
  await waitFor(
    'everything that was missed',
    async () => ({
      trades: await stack.db.trade.count({ where: { accountId: id, closed: true } }),
      cashFlows: await stack.db.cashFlow.count({ where: { accountId: id } }),
      broken: (await account(connectionId)).breakAmount !== null,
    }),
    ({ trades, cashFlows, broken }) =>
      trades === ledger.positions.length && cashFlows === ledger.cashFlows.length && !broken,
    JSON.stringify,
    30_000,
  )
}

test('cash and trades booked while no worker ran arrive, and the balances join again', async () => {
  const { worker, connectionId } = await linkedAndSynced()
  await stack.stopWorker(worker)
  await stack.control('POST', 'cash', { accountId: trader.netted, amount: '500.00' })
  await stack.control('POST', 'trade', { accountId: trader.netted, net: '12.34' })
  const again = await stack.startWorker()
  await expectComplete(connectionId)

  // Three weeks away: what was booked in the weeks between comes too.
  await stack.stopWorker(again)
  const { id } = await account(connectionId)
  const left = new Date(Date.now() - 21 * DAY_MS)
  const since = { gte: left }
  const lost = await stack.db.deal.findMany({ where: { accountId: id, executedAt: since } })
  await stack.db.deal.deleteMany({ where: { accountId: id, executedAt: since } })
  await stack.db.trade.deleteMany({
    where: { accountId: id, positionKey: { in: lost.map(({ positionKey }) => positionKey) } },
  })
  await stack.db.cashFlow.deleteMany({ where: { accountId: id, at: since } })
  await stack.db.tradingAccount.update({ where: { id }, data: { syncedThrough: left } })
  await stack.db.connection.update({
    where: { id: connectionId },
    data: { syncAskedAt: new Date() },
  })
  await stack.startWorker()
  await expectComplete(connectionId)
}, 180_000)
