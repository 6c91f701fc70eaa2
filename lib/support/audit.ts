import { currentCorrelation } from '@/lib/correlation'
import type { Transaction } from '@/lib/db/client'
import type { AuditAction, AuditDetail } from '@/lib/domain/support/audit-words'
import { text } from '@/lib/text'
import type { Staff } from './staff'

/** Why somebody does something: free words or the number of a ticket. The person it concerns reads it. */
export const AuditReason = text(200)
  .trim()
  .min(3, 'Say why: a few words, or the number of the ticket.')

/** Appends to the audit, in the transaction of what was done, so that neither happens alone. */
export async function recordAudit(
  tx: Transaction,
  entry: {
    staff: Staff
    action: AuditAction
    subject: { kind: 'connection' | 'user' | 'look-in' | 'incident'; id: string }
    /** null: it concerns everybody of an environment. */
    ownerId: string | null
    reason: string
    detail?: AuditDetail
    requestId?: string
    now: Date
  },
): Promise<void> {
  const { staff, action, subject, ownerId, reason, detail, requestId, now } = entry
  await tx.auditEntry.create({
    data: {
      at: now,
      staffId: staff === 'command-line' ? null : staff.userId,
      role: staff === 'command-line' ? 'COMMAND_LINE' : staff.role,
      action,
      subjectKind: subject.kind,
      subjectId: subject.id,
      ownerId,
      reason,
      detail,
      requestId,
      correlationId: currentCorrelation(),
    },
  })
}
