import { joinFileAccount } from '@/lib/accounts/join-file-account'
import { purgeTrades } from '@/lib/accounts/purge-trades'
import type { ClaimedItem } from '@/lib/agenda/claim'
import type { AgendaKind } from '@/lib/agenda/kinds'
import { readArchive } from '@/lib/archive/read-archive'
import { commitImport } from '@/lib/imports/commit-import'
import { readImport } from '@/lib/imports/read-import'
import { restoreImport, undoImport } from '@/lib/imports/undo-import'
import type { NoticeContext } from '@/lib/notices/context'
import { notifyConnection } from '@/lib/notices/notify-connection'
import { sendMail } from '@/lib/notices/send-mail'
import { watchIncident } from '@/lib/notices/watch-incident'
import { checkConnection } from '@/lib/sync/check-connection'
import type { SyncContext } from '@/lib/sync/context'
import { describeAccounts } from '@/lib/sync/describe-accounts'
import { exchangeCode } from '@/lib/sync/exchange-code'
import { renewConnection } from '@/lib/sync/renew-connection'
import { revokeGrant } from '@/lib/sync/revoke-grant'
import { syncAccount } from '@/lib/sync/sync-account'
import { testConnection } from '@/lib/sync/test-connection'

/** Everything that any kind of work needs. */
export type StepContext = SyncContext & NoticeContext

type Handler = (context: StepContext, item: ClaimedItem) => Promise<void>

/** Who does what. Each does one bounded step and says when the next is due. */
export const HANDLERS: Record<AgendaKind, Handler> = {
  'authorization.exchange': exchangeCode,
  'connection.describe': describeAccounts,
  'connection.check': checkConnection,
  'connection.test': testConnection,
  'connection.renew': renewConnection,
  'connection.revoke': revokeGrant,
  'connection.notify': notifyConnection,
  'incident.watch': watchIncident,
  'mail.send': sendMail,
  'account.sync': syncAccount,
  'account.join': joinFileAccount,
  'account.purge': purgeTrades,
  'import.read': readImport,
  'import.commit': commitImport,
  'import.undo': undoImport,
  'import.restore': restoreImport,
  'archive.read': readArchive,
}
