import type { Queryable } from '@/lib/db/client'
import { maskNumbers } from '@/lib/domain/support/last-digits'
import type { CoverageView } from '@/lib/domain/views/coverage'
import type { Actor } from '@/lib/identity/sessions'
import { accountCoverage } from '@/lib/journal/coverage'
import { assertOpen } from './opening'
import { findOwner } from './staff'

/**
 * Which months of the followed accounts are here, and from where, for somebody of the staff who has
 * said why they look. Without the numbers of closings: how much somebody trades is theirs.
 */
export async function showCoverageToStaff(
  db: Queryable,
  asked: { actor: Actor; connectionId: string; now: Date },
): Promise<{ accounts: CoverageView[] }> {
  const { connectionId, now } = asked
  await assertOpen(db, asked)
  const owner = await findOwner(db, connectionId)
  const followed = await db.tradingAccount.findMany({
    where: { connectionId, userId: owner.userId, followedAt: { not: null }, deletedAt: null },
    orderBy: [{ environment: 'asc' }, { login: 'asc' }],
    select: { id: true },
  })
  const coverages: CoverageView[] = []
  for (const { id: accountId } of followed)
    coverages.push(withoutCounts(await accountCoverage(db, { actor: owner, accountId, now })))
  return { accounts: coverages }
}

function withoutCounts(view: CoverageView): CoverageView {
  const months = view.months.map((month) => ({ ...month, closings: 0, cures: [] }))
  return { ...view, accountName: maskNumbers(view.accountName), months }
}
