import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wish } from '@/lib/agenda/wish'
import { SOAK_FACTOR } from '@/lib/domain/testing/soak-runs'
import { VaultError } from '@/lib/grants/key-ring'
import { readGrant, replacePair, rewrapGrants, storeNewGrant } from '@/lib/grants/vault'
import { type JournalStack, startJournalStack, waitFor } from '@/workers/testing/journal-stack'
import { smallTraders } from '@/workers/testing/small-traders'

const OLD = { id: 'old', key: randomBytes(32) }
const NEW = { id: 'new', key: randomBytes(32) }
const BOTH = [NEW, OLD]
const GRANTS = Math.min(100 * SOAK_FACTOR, 2_000)
/** Connections that are really synced all the while. */
const SYNCED = 3
/** So often each of them is checked while keys change. */
const CHECKS = 3

let stack: JournalStack
const { traders, scenario } = smallTraders(SYNCED)

beforeAll(async () => {
  stack = await startJournalStack({
    scenario,
    settings: { TOKEN_KEYS: `${OLD.id}:${OLD.key.toString('base64')}` },
  })
})
afterAll(() => stack.stop())

/** Linked, its history read. */
async function synced(name: string): Promise<string> {
  const actor = await stack.makeActor()
  const connectionId = await stack.authorise(actor, name)
  await stack.waitForState(actor, connectionId, 'choose-accounts')
  await stack.follow(actor, connectionId)
  await waitFor(
    'its history',
    () => stack.db.tradingAccount.findMany({ where: { connectionId } }),
    (accounts) => accounts.every(({ backfilledAt }) => backfilledAt !== null),
  )
  return connectionId
}

/** Grants nobody syncs, as many as it takes. */
async function storeGrants(count: number): Promise<string[]> {
  const user = await stack.db.user.create({
    data: {
      email: `${randomUUID()}@example.test`,
      passwordHash: 'none',
      connections: { create: Array.from({ length: count }, () => ({})) },
    },
    include: { connections: true },
  })
  const ids = user.connections.map(({ id }) => id)
  for (const connectionId of ids)
    await storeNewGrant(stack.db, [OLD], {
      connectionId,
      ...pair('1'),
      scope: 'accounts',
      now: NOW,
    })
  return ids
}

const NOW = new Date()
function pair(name: string) {
  const accessTokenExpiresAt = new Date(NOW.getTime() + 30 * 24 * 3_600_000)
  return { accessToken: `access-${name}`, refreshToken: `refresh-${name}`, accessTokenExpiresAt }
}

/** Each of them is checked with success so many times, one after the other. */
async function checkedMore(
  connectionIds: string[],
  times: number,
  meanwhile: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const seen = new Map(connectionIds.map((id) => [id, new Set<number>()]))
  do {
    await meanwhile()
    const rows = await stack.db.connection.findMany({ where: { id: { in: connectionIds } } })
    for (const { id, lastSuccessAt } of rows) seen.get(id)?.add(lastSuccessAt?.getTime() ?? 0)
  } while ([...seen.values()].some(({ size }) => size <= times))
}

async function expectNoFailure(): Promise<void> {
  const { db } = stack
  expect({
    runs: await db.run.count({ where: { outcome: 'FAILED' } }),
    connections: await db.connection.count({ where: { lastFailureAt: { not: null } } }),
    events: await db.connectionEvent.count({ where: { kind: { in: ['failing', 'refused'] } } }),
    postponed: await db.agendaItem.count({ where: { lastReason: { not: null } } }),
  }).toEqual({ runs: 0, connections: 0, events: 0, postponed: 0 })
}

test(
  `${GRANTS} grants change their key under load without a failed sync; the old key opens none afterwards`,
  async () => {
    const { db } = stack
    const first = await stack.startWorker()
    const connectionIds = await Promise.all(traders.map(({ name }) => synced(name)))
    await stack.stopWorker(first)
    const others = await storeGrants(GRANTS)
    const renewed = others.filter((_, index) => index % 3 === 0)

    // The key ring reaches the workers first, then the keys change.
    const worker = await stack.startWorker({ TOKEN_KEYS: BOTH })
    const accounts = await db.tradingAccount.findMany({
      where: { connectionId: { in: connectionIds } },
    })
    const renewing = (async () => {
      for (const connectionId of renewed) {
        const fresh = { connectionId, expectedGeneration: 1, ...pair('2'), now: NOW }
        expect(await replacePair(db, BOTH, fresh)).toBe(true)
      }
    })()
    let turn = 0
    await checkedMore(connectionIds, CHECKS, async () => {
      const account = accounts[turn % accounts.length]
      await stack.control('POST', 'trade', {
        accountId: Number(account?.ctidTraderAccountId),
        net: '1.25',
      })
      // There and back again: each turn meets checks and renewals at another point.
      await rewrapGrants(db, turn % 2 === 0 ? BOTH : [OLD, NEW])
      turn += 1
    })
    await Promise.all([rewrapGrants(db, BOTH), renewing])
    expect(await rewrapGrants(db, BOTH)).toBe(0)
    await expectNoFailure()
    await stack.stopWorker(worker)

    const isRenewed = new Set(renewed)
    for (const connectionId of others) {
      const opened = await readGrant(db, [NEW], connectionId)
      expect(opened?.refreshToken).toBe(isRenewed.has(connectionId) ? 'refresh-2' : 'refresh-1')
    }
    for (const connectionId of [...others, ...connectionIds])
      await expect(readGrant(db, [OLD], connectionId)).rejects.toThrow(VaultError)

    const withNew = await stack.startWorker({ TOKEN_KEYS: [NEW] })
    await checkedMore(connectionIds, 1)
    await expectNoFailure()
    await stack.stopWorker(withNew)

    const connections = {
      where: { id: { in: connectionIds } },
      orderBy: { id: 'asc' },
    } as const
    const before = await db.connection.findMany(connections)
    await stack.startWorker({ TOKEN_KEYS: [OLD] })
    for (const connectionId of connectionIds)
      await wish(db, 'connection.check', connectionId, stack.clock.now())
    await waitFor(
      'a worker without the new key to fail',
      () => db.agendaItem.findMany({ where: { kind: 'connection.check' } }),
      (items) => items.every(({ lastReason }) => lastReason === 'INTERNAL'),
      (items) => items.map(({ lastReason }) => lastReason).join(),
    )
    expect(await db.connection.findMany(connections)).toEqual(before)
  },
  120_000 + GRANTS * 100,
)
