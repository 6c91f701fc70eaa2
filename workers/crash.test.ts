import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Dec } from '@/lib/domain/decimal'
import { SOAK_FACTOR } from '@/lib/domain/testing/soak-runs'
import { type JournalStack, startJournalStack, waitFor } from '@/workers/testing/journal-stack'

const ANA_SWAP_FREE = 41_000_103

/** Each costs the half minute that a killed worker's lease lives on. */
const KILLS = Math.min(SOAK_FACTOR, 8)

let stack: JournalStack
const children = new Set<ChildProcess>()

beforeAll(async () => {
  stack = await startJournalStack()
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await stack.stop()
})

/** A worker as a process of its own, which can be killed. */
function spawnWorker(): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', 'workers/main.ts'], {
    cwd: path.resolve(import.meta.dirname, '..'),
    stdio: 'ignore',
    env: { ...process.env, LOG_LEVEL: 'silent', ...stack.settings },
  })
  children.add(child)
  return child
}

test(
  'a worker killed in the middle of the first sync loses and doubles nothing',
  async () => {
    const actor = await stack.makeActor()
    const first = spawnWorker()
    const connectionId = await stack.authorise(actor, 'ana')
    await stack.waitForState(actor, connectionId, 'choose-accounts')
    await stack.follow(actor, connectionId, [ANA_SWAP_FREE])
    const account = await stack.db.tradingAccount.findFirstOrThrow({
      where: { connectionId, ctidTraderAccountId: ANA_SWAP_FREE },
    })
    let worker = first
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const seen = await stack.db.trade.count({ where: { userId: actor.userId } })
      await waitFor(
        'more trades',
        () => stack.db.trade.count({ where: { userId: actor.userId } }),
        (count) => count > seen + 5,
      )
      worker.kill('SIGKILL')
      const { backfilledAt } = await stack.db.tradingAccount.findUniqueOrThrow({
        where: { id: account.id },
      })
      expect(backfilledAt).toBeNull()
      worker = spawnWorker()
    }
    await waitFor(
      'the rest of the history',
      () => stack.db.tradingAccount.findUniqueOrThrow({ where: { id: account.id } }),
      ({ backfilledAt }) => backfilledAt !== null,
    )
    const ledger = await stack.ledger(ANA_SWAP_FREE)
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
