import type { ClaimedItem } from '@/lib/agenda/claim'
import { hasten } from '@/lib/agenda/hasten'
import { finishWork } from '@/lib/agenda/work-context'
import { troubledShares } from '@/lib/connections/troubled-shares'
import { INCIDENT, incidentCourse } from '@/lib/domain/support/incident'
import type { NoticeContext } from './context'

const LOOK_EVERY_MS = 30_000

/** Ends an incident once its environment has been calm for a while; what it held back goes on then. */
export async function watchIncident(context: NoticeContext, item: ClaimedItem): Promise<void> {
  const { db, clock } = context
  const now = clock.now()
  await db.$transaction(async (tx) => {
    const incident = await tx.incident.findUnique({ where: { id: item.subjectId } })
    if (!incident || incident.endedAt) return finishWork(context, tx, item, null)
    const { platform, calmSince: before } = incident
    const share = (await troubledShares(tx, now)).get(platform) ?? { total: 0, troubled: 0 }
    const { calmSince, isOver } = incidentCourse({ calmSince: before, share, now })
    await tx.incident.update({
      where: { id: incident.id },
      data: { calmSince, ...(isOver ? { endedAt: now, endedBy: 'itself' } : {}) },
    })
    if (isOver) await hasten(tx, 'connection.notify', now, INCIDENT)
    await finishWork(context, tx, item, isOver ? null : new Date(now.getTime() + LOOK_EVERY_MS))
  })
}
