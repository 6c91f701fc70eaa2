import type { Mail } from '@/lib/db/generated/client'
import type { MailView } from '@/lib/domain/views/outbox'

/** `Mail.failure` of one that stays in the outbox because there is no server to give it to. */
export const NO_MAIL_SERVER = 'NO_MAIL_SERVER'

export function mailState({
  sentAt,
  failedAt,
  failure,
}: Pick<Mail, 'sentAt' | 'failedAt' | 'failure'>): MailView['state'] {
  if (sentAt) return 'sent'
  if (failedAt) return 'failed'
  return failure === NO_MAIL_SERVER ? 'kept' : 'waiting'
}
