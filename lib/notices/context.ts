import type { WorkContext } from '@/lib/agenda/work-context'
import type { PlatformView } from '@/lib/domain/views/platform'
import type { MailServer } from './mail-server'

/** What the worker's verbs on mails work with. */
export type NoticeContext = WorkContext & {
  /** null: no SMTP server is set, and mails stay where the operator sees them. */
  mailServer: MailServer | null
  appUrl: string
  checkSeconds: number
  /** The environments that are configured, by the names that mails use. */
  platforms: readonly PlatformView[]
}
