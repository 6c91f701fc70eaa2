import { Prisma } from '@/lib/db/generated/client'
import type { Actor } from '@/lib/identity/sessions'

// The one place that decides what a journal shows: the trader's own accounts, without those whose
// trades were deleted. Every read of accounts, trades, files and figures starts from here.

/** A trader's accounts. */
export function visibleAccounts(actor: Pick<Actor, 'userId'>) {
  return { userId: actor.userId, deletedAt: null } satisfies Prisma.TradingAccountWhereInput
}

/**
 * One of them, or all without an id. An account that took a file account in answers to the file
 * account's id as well.
 */
export function visibleAccount(
  actor: Pick<Actor, 'userId'>,
  accountId: string | undefined,
): Prisma.TradingAccountWhereInput {
  if (!accountId) return visibleAccounts(actor)
  return {
    ...visibleAccounts(actor),
    AND: [{ OR: [{ id: accountId }, { formerIds: { has: accountId } }] }],
  }
}

/** Runs of one of them, or of all; those of a whole connection belong to no account. */
export function ofVisibleAccount(
  actor: Actor,
  accountId: string | undefined,
): Prisma.RunWhereInput {
  const account = visibleAccount(actor, accountId)
  if (accountId) return { userId: actor.userId, account }
  return { userId: actor.userId, OR: [{ accountId: null }, { account }] }
}

/**
 * As `inVisibleAccounts`, for lists and sums: without an account they are of what was really traded. A
 * simulated account has to be asked for by its id; the sample journal only where there is anything else.
 */
export function inCountedAccounts(actor: Actor, accountId?: string): Prisma.Sql {
  const visible = inVisibleAccounts(actor, accountId)
  if (accountId) return visible
  return Prisma.sql`${visible} AND "accountId" NOT IN (
      SELECT "id" FROM "TradingAccount" WHERE "userId" = ${actor.userId}::uuid AND "simulated"
      AND NOT ("sample" AND (SELECT count(*) FROM "TradingAccount"
        WHERE "userId" = ${actor.userId}::uuid AND "deletedAt" IS NULL) = 1))`
}

/** The condition on "Trade" that says the same, owner first. */
export function inVisibleAccounts(actor: Actor, accountId?: string): Prisma.Sql {
  const ofOwner = Prisma.sql`"userId" = ${actor.userId}::uuid`
  if (!accountId)
    return Prisma.sql`${ofOwner} AND "accountId" NOT IN (
      SELECT "id" FROM "TradingAccount" WHERE ${ofOwner} AND "deletedAt" IS NOT NULL)`
  return Prisma.sql`${ofOwner} AND "accountId" IN (
    SELECT "id" FROM "TradingAccount" WHERE ${ofOwner} AND "deletedAt" IS NULL
      AND ("id" = ${accountId}::uuid OR ${accountId}::uuid = ANY("formerIds")))`
}
