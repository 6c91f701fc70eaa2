import { eventInWords } from '@/lib/connections/event-words'
import { shortCorrelation } from '@/lib/correlation'
import type { Queryable } from '@/lib/db/client'
import type { AuditEntry, ConnectionEvent } from '@/lib/db/generated/client'
import { type AuditAction, auditInWords } from '@/lib/domain/support/audit-words'
import { maskNumbers } from '@/lib/domain/support/last-digits'
import type { SupportEventView } from '@/lib/domain/views/support'

const LENGTH = 100

const WHO: Record<string, SupportEventView['who']> = {
  user: 'trader',
  worker: 'worker',
  provider: 'provider',
  support: 'support',
}

/** What support does on the page is told once: by the audit, which has the reason. */
const AUDITED: Record<string, AuditAction> = {
  'sync-asked': 'check-now',
  'renewal-asked': 'renew-now',
  paused: 'pause',
  resumed: 'resume',
  'reconnect-link-made': 'reconnect-link',
  'history-wanted': 'older-history',
  'reread-wanted': 'reread',
  'lease-released': 'release-lease',
}
/** An event and its entry are written by one transaction. */
const TOGETHER_MS = 10_000

/** What happened to a connection and what staff did about it, newest first. */
export async function timeline(db: Queryable, connectionId: string): Promise<SupportEventView[]> {
  const newest = { orderBy: { id: 'desc' }, take: LENGTH } as const
  const [events, audit] = await Promise.all([
    db.connectionEvent.findMany({ where: { connectionId }, ...newest }),
    db.auditEntry.findMany({ where: { subjectId: connectionId }, ...newest }),
  ])
  const staff = await addressesOf(db, audit)
  const rows: SupportEventView[] = [
    ...events
      .filter((event) => !isAudited(event, audit))
      .map((event) => ({
        id: `event-${event.id}`,
        at: event.at.toISOString(),
        who: WHO[event.actor] ?? 'worker',
        kind: event.kind,
        code: event.code,
        text: toldOfTrader(maskNumbers(eventInWords(event))),
        reason: null,
        staff: null,
        correlation: shortOf(event),
      })),
    ...audit.map((entry) => ({
      id: `audit-${entry.id}`,
      at: entry.at.toISOString(),
      who: 'support' as const,
      kind: entry.action,
      code: null,
      text: toldOfTrader(auditInWords(entry)),
      reason: entry.reason,
      staff: entry.staffId ? (staff.get(entry.staffId) ?? null) : 'command line',
      correlation: shortOf(entry),
    })),
  ]
  return rows.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).slice(0, LENGTH)
}

async function addressesOf(db: Queryable, audit: AuditEntry[]): Promise<Map<string, string>> {
  const people = await db.user.findMany({
    where: { id: { in: audit.flatMap(({ staffId }) => staffId ?? []) } },
    select: { id: true, email: true },
  })
  return new Map(people.map(({ id, email }) => [id, email]))
}

function isAudited(event: ConnectionEvent, audit: AuditEntry[]): boolean {
  if (event.actor !== 'support') return false
  return audit.some(
    ({ action, at }) =>
      action === AUDITED[event.kind] && Math.abs(at.getTime() - event.at.getTime()) < TOGETHER_MS,
  )
}

function shortOf({ correlationId }: { correlationId: string | null }): string | null {
  return correlationId && shortCorrelation(correlationId)
}

/** Events are told to the trader as "you": here somebody else reads them. */
function toldOfTrader(text: string): string {
  return text.replace(/\bYou\b/g, 'The trader').replace(/\byou\b/g, 'the trader')
}
