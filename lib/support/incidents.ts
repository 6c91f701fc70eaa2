import { z } from 'zod'
import { hasten } from '@/lib/agenda/hasten'
import { unwish, wish } from '@/lib/agenda/wish'
import { troubledShares } from '@/lib/connections/troubled-shares'
import type { Database, Queryable, Transaction } from '@/lib/db/client'
import { type Incident, Prisma } from '@/lib/db/generated/client'
import { INCIDENT, suggestsIncident } from '@/lib/domain/support/incident'
import type { IncidentView, TroubleView } from '@/lib/domain/views/incident'
import type { PlatformView } from '@/lib/domain/views/platform'
import { notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { AuditReason, recordAudit } from './audit'
import { assertStaff } from './staff'

export const OpenIncidentInput = z.object({
  platform: z.string().min(1).max(60),
  reason: AuditReason,
  requestId: z.uuid(),
})

export const EndIncidentInput = z.object({ reason: AuditReason, requestId: z.uuid() })

type Asked = { actor: Actor; platforms: readonly PlatformView[]; now: Date }

/** How each environment stands, whether an incident is worth declaring, and the one that is open. */
export async function showTroubles(
  db: Queryable,
  { actor, platforms, now }: Asked,
): Promise<{ troubles: TroubleView[] }> {
  assertStaff(actor)
  const shares = await troubledShares(db, now)
  const open = await db.incident.findMany({ where: { endedAt: null } })
  return {
    troubles: platforms.map(({ key, name }) => {
      const share = shares.get(key) ?? { total: 0, troubled: 0 }
      const incident = open.find(({ platform }) => platform === key)
      return {
        platform: key,
        platformName: name,
        ...share,
        suggested: !incident && suggestsIncident(share),
        incident: incident ? { id: incident.id, openedAt: incident.openedAt.toISOString() } : null,
      }
    }),
  }
}

/** Declares an incident; an environment has one at most, and the one that is open stays. */
export async function openIncident(
  db: Database,
  input: Asked & z.output<typeof OpenIncidentInput>,
): Promise<void> {
  const { actor: staff, platforms, platform, reason, requestId, now } = input
  assertStaff(staff)
  const named = platforms.find(({ key }) => key === platform)
  if (!named) throw notFound('environment')
  await db.$transaction(async (tx) => {
    await takeTurns(tx)
    if ((await tx.incident.count({ where: { platform, endedAt: null } })) > 0) return
    const { id } = await tx.incident.create({ data: { platform, openedAt: now } })
    await wish(tx, 'incident.watch', id, now)
    const subject = { kind: 'incident', id } as const
    const detail = { platformName: named.name }
    const entry = { staff, action: 'incident-opened', subject, ownerId: null, detail } as const
    await recordAudit(tx, { ...entry, reason, requestId, now })
  })
}

/** Ends it before it ends by itself. Mails that waited are written by their own turns. */
export async function endIncident(
  db: Database,
  input: Asked & z.output<typeof EndIncidentInput> & { incidentId: string },
): Promise<void> {
  const { actor: staff, platforms, incidentId: id, reason, requestId, now } = input
  assertStaff(staff)
  await db.$transaction(async (tx) => {
    await takeTurns(tx)
    const incident = await tx.incident.findUnique({ where: { id } })
    if (!incident) throw notFound('incident')
    if (incident.endedAt) return
    await tx.incident.update({ where: { id }, data: { endedAt: now, endedBy: 'support' } })
    await unwish(tx, 'incident.watch', id)
    await hasten(tx, 'connection.notify', now, INCIDENT)
    const subject = { kind: 'incident', id } as const
    const detail = { platformName: nameOf(platforms, incident.platform) }
    const entry = { staff, action: 'incident-ended', subject, ownerId: null, detail } as const
    await recordAudit(tx, { ...entry, reason, requestId, now })
  })
}

/** The open incidents of the environments a trader is linked in: what a banner says. */
export async function incidentsOf(
  db: Queryable,
  { actor, platforms }: { actor: Actor; platforms: readonly PlatformView[] },
): Promise<{ incidents: IncidentView[] }> {
  const open = await db.incident.findMany({ where: { endedAt: null } })
  if (open.length === 0) return { incidents: [] }
  const concerned = await db.connection.findMany({
    where: {
      userId: actor.userId,
      platform: { in: open.map(({ platform }) => platform) },
      grantedAt: { not: null },
      ...{ removedAt: null, mergedIntoId: null, repairsId: null },
    },
    select: { platform: true },
  })
  const isConcerned = ({ platform }: Incident) =>
    concerned.some((each) => each.platform === platform)
  return {
    incidents: open.filter(isConcerned).map(({ id, platform, openedAt }) => ({
      id,
      platform,
      platformName: nameOf(platforms, platform),
      openedAt: openedAt.toISOString(),
    })),
  }
}

function nameOf(platforms: readonly PlatformView[], key: string): string {
  return platforms.find((each) => each.key === key)?.name ?? key
}

/** Two presses at once declare one incident. */
async function takeTurns(tx: Transaction): Promise<void> {
  await tx.$queryRaw(Prisma.sql`
    SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtext('tallybook.incidents'))) "lock"`)
}
