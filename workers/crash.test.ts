import { afterAll, beforeAll, expect, test } from 'vitest'
import { Dec } from '@/lib/domain/decimal'
import { SOAK_FACTOR } from '@/lib/domain/testing/soak-runs'
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
