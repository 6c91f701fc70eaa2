import { z } from 'zod'
import { releaseLeases } from '@/lib/agenda/release'
import { askForTest } from '@/lib/connections/connection-test'
import { askForOlder } from '@/lib/connections/fetch-older-history'
import { HistoryDay } from '@/lib/connections/history-day'
import { lockConnection } from '@/lib/connections/lock-connection'
import { makeReconnectLink } from '@/lib/connections/make-reconnect-link'
import { beginPause } from '@/lib/connections/pause'
import { recordEvent } from '@/lib/connections/record-event'
import { askForSync } from '@/lib/connections/request-sync'
import { askForReread } from '@/lib/connections/reread-days'
import { endPause } from '@/lib/connections/resume'
import type { Database, Transaction } from '@/lib/db/client'
import type { Connection } from '@/lib/db/generated/client'
import { type AuditDetail, STAFF_ACTIONS, type StaffAction } from '@/lib/domain/support/audit-words'
import { LOOK_IN_MINUTES } from '@/lib/domain/support/look-in'
import type { PlatformView } from '@/lib/domain/views/platform'
import type { StaffActionAnswer } from '@/lib/domain/views/support'
import type { SupportBundleView } from '@/lib/domain/views/support-bundle'
import { AppError, notFound } from '@/lib/errors'
import type { Actor } from '@/lib/identity/sessions'
import { shortName } from './account-facts'
import { AuditReason, recordAudit } from './audit'
import { askForLookIn } from './look-in/ask'
import { makeBundle } from './make-bundle'
import { assertOpen } from './opening'
import { renewNow } from './renew-now'
import { findOwner } from './staff'

const MOST_DAYS_READ_AGAIN = 90

/** What some of the actions need besides a reason. */
const ActDetails = z.object({
  accountId: z.uuid().optional(),
  /** First calendar day of the history that is wanted. */
  from: HistoryDay.optional(),
  days: z.number().int().min(1).max(MOST_DAYS_READ_AGAIN).optional(),
  minutes: z.literal(LOOK_IN_MINUTES).optional(),
})

export const ActInput = z.object({
  action: z.enum(STAFF_ACTIONS),
  reason: AuditReason,
  /** Made by the browser for one press of the button. */
  requestId: z.uuid(),
  details: ActDetails.default({}),
})

type Around = {
  actor: Actor
  appUrl: string
  now: Date
  checkEverySeconds: number
  platforms: readonly PlatformView[]
}

type Asked = Around & {
  connection: Connection
  owner: { userId: string; email: string; timeZone: string }
  reason: string
  details: z.output<typeof ActDetails>
}

type Performed = { done: boolean; link?: StaffActionAnswer['link']; detail?: AuditDetail }

/**
 * Does what staff may do about a connection, in support's own name, and notes it with its reason for
 * the audit and for the trader. The same press twice is one; what is so already is left as it is.
 * Nothing here changes a trade, reads a token or deletes anything.
 */
export async function act(
  db: Database,
  input: z.input<typeof ActInput> & Around & { connectionId: string },
): Promise<StaffActionAnswer> {
  const { connectionId, action, reason, requestId, details = {}, ...around } = input
  const { actor: staff, now } = around
  await assertOpen(db, { actor: staff, connectionId, now })
  const answer = await db.$transaction(async (tx) => {
    // Held from here on, so that of two equal presses the second sees what the first did.
    const connection = await lockConnection(tx, connectionId)
    if (!connection) throw notFound('connection')
    const owner = await findOwner(tx, connectionId)
    if ((await tx.auditEntry.count({ where: { requestId } })) > 0) return repeated(action)
    const asked = { ...around, connection, owner, reason, details }
    const performed = await perform(tx, action, asked)
    const subject = { kind: 'connection', id: connectionId } as const
    const entry = { staff, action, reason, requestId, now, subject, detail: performed.detail }
    if (performed.done) await recordAudit(tx, { ...entry, ownerId: owner.userId })
    return { done: performed.done, link: performed.link ?? null }
  })
  // Noted first, then made; it writes nothing.
  const bundle = action === 'bundle' ? await bundleOf(db, { ...around, connectionId }) : null
  return { ...answer, bundle }
}

/** What was done stays done; only a link cannot be shown a second time. */
function repeated(action: StaffAction): Omit<StaffActionAnswer, 'bundle'> {
  if (action === 'reconnect-link')
    throw new AppError(
      'CONFLICT',
      'This link was made already and is shown only once. Make another one; both work.',
    )
  return { done: true, link: null }
}

async function perform(tx: Transaction, action: StaffAction, asked: Asked): Promise<Performed> {
  const { connection, owner, reason, appUrl, now } = asked
  const { id: connectionId } = connection
  const verb = { owner, by: 'support', connectionId, now } as const
  switch (action) {
    case 'check-now':
      return { done: await askForSync(tx, verb) }
    case 'test':
      return { done: await askForTest(tx, verb) }
    case 'renew-now':
      return { done: await renewNow(tx, connection, now) }
    case 'pause':
      return { done: await beginPause(tx, { ...verb, reason }) }
    case 'resume':
      return { done: await endPause(tx, verb) }
    case 'note':
    case 'bundle':
      return { done: true }
    case 'look-in':
      return askToLook(tx, asked)
    case 'older-history':
      return olderHistory(tx, asked)
    case 'reread':
      return reread(tx, asked)
    case 'release-lease':
      return releaseLease(tx, asked)
    case 'reconnect-link': {
      const { address, expiresAt } = await makeReconnectLink(tx, { connectionId, appUrl, now })
      return { done: true, link: { address, expiresAt: expiresAt.toISOString() } }
    }
  }
}

async function bundleOf(
  db: Database,
  { connectionId, now, checkEverySeconds, platforms }: Around & { connectionId: string },
): Promise<SupportBundleView> {
  const trader = await findOwner(db, connectionId)
  const query = { connection: connectionId }
  return makeBundle(db, { now, checkEverySeconds, platforms, trader, query })
}

async function askToLook(tx: Transaction, asked: Asked): Promise<Performed> {
  const { actor: staff, owner, connection, reason, details, now } = asked
  const minutes = required(details.minutes, 'Say for how long you want to look.')
  const question = {
    staff,
    ownerId: owner.userId,
    connectionId: connection.id,
    reason,
    minutes,
    now,
  }
  return { done: await askForLookIn(tx, question), detail: { minutes } }
}

async function olderHistory(tx: Transaction, asked: Asked): Promise<Performed> {
  const { owner, details, now } = asked
  const { id: accountId, name: account } = await chosenAccount(tx, asked)
  const from = required(details.from, 'Choose the day from which history is wanted.')
  await askForOlder(tx, { owner, by: 'support', accountId, from, now })
  return { done: true, detail: { account, from } }
}

async function reread(tx: Transaction, asked: Asked): Promise<Performed> {
  const { owner, connection, details, now } = asked
  const { id: accountId, name: account } = await chosenAccount(tx, asked)
  const days = required(details.days, 'Say how many days are to be read again.')
  const verb = { owner, by: 'support', connectionId: connection.id, accountId, days, now } as const
  return { done: await askForReread(tx, verb), detail: { account, days } }
}

async function releaseLease(tx: Transaction, { connection, now }: Asked): Promise<Performed> {
  const accounts = await tx.tradingAccount.findMany({ where: { connectionId: connection.id } })
  const subjectIds = [connection.id, ...accounts.map(({ id }) => id)]
  const released = await releaseLeases(tx, { subjectIds, now })
  if (released > 0)
    await recordEvent(tx, {
      connectionId: connection.id,
      kind: 'lease-released',
      actor: 'support',
      detail: { released },
    })
  return { done: released > 0 }
}

/** One of this connection's accounts; the trader's own rows, and no others. */
async function chosenAccount(tx: Transaction, { owner, connection, details }: Asked) {
  const account = await tx.tradingAccount.findFirst({
    where: {
      id: required(details.accountId, 'Choose an account.'),
      userId: owner.userId,
      connectionId: connection.id,
    },
  })
  if (!account) throw notFound('account')
  return { id: account.id, name: shortName(account) }
}

function required<Value>(value: Value | null | undefined, what: string): Value {
  if (value === undefined || value === null) throw new AppError('BAD_INPUT', what)
  return value
}
