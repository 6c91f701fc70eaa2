/** A mail to a trader, as the operator sees it. */
export type MailView = {
  id: string
  to: string
  subject: string
  text: string
  /** "kept": no mail server is set, so it stays in the outbox. */
  state: 'sent' | 'waiting' | 'kept' | 'failed'
  /** Code of why it did not go out, or not yet. */
  failure: string | null
  createdAt: string
  sentAt: string | null
  /** When it is tried next. */
  nextTryAt: string | null
}

export type OutboxView = {
  mails: MailView[]
  /** Where the next, older page begins; null on the last one. */
  older: string | null
}
