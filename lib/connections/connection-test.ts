import { isWorkerAlive } from '@/lib/agenda/presence'
import { wish } from '@/lib/agenda/wish'
import type { Database, Queryable, Transaction } from '@/lib/db/client'
import type { Connection, ConnectionTest, TradingAccount } from '@/lib/db/generated/client'
import { TEST_COOL_DOWN_MS, type TestStepResult } from '@/lib/domain/support/connection-test'
import type { ConnectionTestView } from '@/lib/domain/views/connection-test'
import { AppError, notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { accountView } from '@/lib/journal/account-view'
import { lockOwnConnection, type Owner } from './lock-connection'

/** "Test connection" by its trader: a worker tries it step by step. */
export async function requestTest(
  db: Database,
  input: { actor: Actor; connectionId: string; now: Date },
): Promise<void> {
  const { actor: owner, connectionId, now } = input
  await db.$transaction((tx) => askForTest(tx, { owner, by: 'user', connectionId, now }))
}

/**
 * The same within a transaction, for the owner or for support, who is held to the same pace.
 * @returns false when a test is under way already
 */
export async function askForTest(
  tx: Transaction,
  input: { owner: Owner; by: 'user' | 'support'; connectionId: string; now: Date },
): Promise<boolean> {
  const { owner, by, connectionId, now } = input
  const connection = await lockOwnConnection(tx, owner, connectionId)
  const obstacle = obstacleOf(connection)
  if (obstacle) throw new AppError('CONFLICT', obstacle)
  const newest = await newestTest(tx, connectionId)
  if (newest && !newest.finishedAt) return false
  const allowedAt = newest && nextAllowedAt(newest)
  if (allowedAt && allowedAt > now) {
    const seconds = Math.ceil((allowedAt.getTime() - now.getTime()) / 1000)
    throw new AppError(
      'TOO_MANY_ATTEMPTS',
      `A test has just been made. The next one is possible in ${seconds} s.`,
    )
  }
  await tx.connectionTest.create({ data: { connectionId, askedAt: now, askedBy: by } })
  await wish(tx, 'connection.test', connectionId, now)
  return true
}

function obstacleOf({ removedAt, grantedAt, supersededAt }: Connection): string | null {
  if (removedAt) return 'This connection was ended, and its access forgotten. Reconnect it first.'
  if (supersededAt)
    return 'This cTrader ID was linked by another Tallybook user, so no access is held here.'
  return grantedAt ? null : 'There is no access to test yet. Connect first.'
}

/** The newest test of a trader's own connection; null when there has been none. */
export async function showTest(
  db: Queryable,
  input: { actor: Pick<Actor, 'userId'>; connectionId: string; now: Date },
): Promise<{ test: ConnectionTestView | null }> {
  const { actor, connectionId, now } = input
  const connection = await db.connection.findFirst({
    where: { id: connectionId, userId: actor.userId, repairsId: null },
    include: { accounts: true },
  })
  if (!connection) throw notFound('connection')
  const test = await newestTest(db, connectionId)
  if (!test) return { test: null }
  const workerAlive = await isWorkerAlive(db, now)
  return { test: testView(test, connection.accounts, workerAlive) }
}

function newestTest(db: Queryable, connectionId: string): Promise<ConnectionTest | null> {
  return db.connectionTest.findFirst({ where: { connectionId }, orderBy: { askedAt: 'desc' } })
}

function nextAllowedAt({ askedAt }: ConnectionTest): Date {
  return new Date(askedAt.getTime() + TEST_COOL_DOWN_MS)
}

function testView(
  test: ConnectionTest,
  accounts: TradingAccount[],
  workerAlive: boolean,
): ConnectionTestView {
  const nameOf = (accountId: string) => {
    const account = accounts.find(({ id }) => id === accountId)
    return account ? accountView(account).name : 'An account'
  }
  return {
    id: test.id,
    askedAt: test.askedAt.toISOString(),
    askedBy: test.askedBy === 'support' ? 'support' : 'user',
    startedAt: test.startedAt?.toISOString() ?? null,
    finishedAt: test.finishedAt?.toISOString() ?? null,
    workerAlive,
    nextAllowedAt: nextAllowedAt(test).toISOString(),
    steps: (test.steps as TestStepResult[]).map(({ failed, ...step }) => ({
      ...step,
      failed: failed.map(({ accountId, code }) => ({
        accountId,
        code,
        account: nameOf(accountId),
      })),
    })),
  }
}
