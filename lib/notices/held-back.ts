import { failingShares } from '@/lib/connections/failing-share'
import type { Connection } from '@/lib/db/generated/client'
import { isProviderDown } from '@/lib/domain/connection-state'
import { INCIDENT } from '@/lib/domain/support/incident'
import type { NoticeContext } from './context'

/**
 * Why a mail has to wait although it is due, or null. The trader is not written to while the trouble
 * is ours or cTrader's, while an incident is open, while they are at cTrader's page just now, or while the connection is paused.
 */
export async function heldBack(
  { db, clock, platforms }: NoticeContext,
  { id, platform, pausedAt }: Connection,
): Promise<string | null> {
  const now = clock.now()
  if (pausedAt) return 'PAUSED'
  if (platforms.every(({ key }) => key !== platform)) return 'PLATFORM_NOT_CONFIGURED'
  if ((await db.incident.count({ where: { platform, endedAt: null } })) > 0) return INCIDENT
  const trips = await db.pendingAuthorization.count({
    where: { connectionId: id, outcome: null, expiresAt: { gt: now } },
  })
  if (trips > 0) return 'AT_CTRADER'
  // Only those that are checked: on others the mark may be old.
  const isChecked = { refusedAt: null, supersededAt: null, removedAt: null, pausedAt: null }
  const notApproved = await db.connection.count({
    where: { platform, notApprovedAt: { not: null }, ...isChecked },
  })
  if (notApproved > 0) return 'NOT_APPROVED'
  const inMaintenance = await db.connection.count({
    where: { platform, maintenanceUntil: { gt: now } },
  })
  if (inMaintenance > 0) return 'MAINTENANCE'
  const share = (await failingShares(db)).get(platform)
  return share && share.total > 0 && isProviderDown(share) ? 'PROVIDER_DOWN' : null
}
