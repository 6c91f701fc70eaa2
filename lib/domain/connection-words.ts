import { CONNECTION_COPY } from './connection-copy'
import type { ConnectionView } from './views/connection'

type Subject = Pick<
  ConnectionView,
  | 'state'
  | 'reason'
  | 'platformName'
  | 'accounts'
  | 'tradesUpTo'
  | 'waitsUntil'
  | 'lastTryAt'
  | 'nextCheckAt'
  | 'accessEndsAt'
  | 'paused'
>

/** How the reader's screen or mail writes an instant: the words stay the same everywhere. */
export type SayInstant = (at: string) => string

/**
 * Title and body of a connection's state with its own times, accounts and cause filled in. What is
 * not known leaves the general words of CONNECTION_COPY.
 */
export function connectionWords(
  connection: Subject,
  say: SayInstant,
): { title: string; body: string } {
  const { title, body } = CONNECTION_COPY[connection.state]
  const special = wordsOf(connection, say)
  return { title: special?.title ?? title, body: special?.body ?? body }
}

function wordsOf(connection: Subject, say: SayInstant): { title?: string; body?: string } | null {
  const { waitsUntil, lastTryAt, nextCheckAt, accessEndsAt, tradesUpTo, paused } = connection
  switch (connection.state) {
    case 'throttled':
      return waitsUntil ? { body: `We continue at ${say(waitsUntil)}. Nothing is lost.` } : null
    case 'maintenance':
      return waitsUntil
        ? {
            title: `cTrader is under maintenance until ${say(waitsUntil)}`,
            body: 'We go on by ourselves then. Nothing is lost.',
          }
        : null
    case 'provider-down':
      return {
        body: [
          'This is not your account, and there is nothing for you to do. We keep trying',
          lastTryAt ? `; last try ${say(lastTryAt)}` : '',
          nextCheckAt ? `, next ${say(nextCheckAt)}` : '',
          '.',
        ].join(''),
      }
    case 'expiring':
      return accessEndsAt
        ? {
            title: `Please confirm access before ${say(accessEndsAt)}`,
            body: 'cTrader has not renewed our access for more than a day. It still works; if it runs out, checking stops then. Trades stay.',
          }
        : null
    case 'reconnect':
      return { body: reconnectBody(connection.reason, tradesUpTo && say(tradesUpTo)) }
    case 'paused':
      return paused ? { title: pausedTitle(paused), body: pausedBody(say(paused.at)) } : null
    case 'partial':
    case 'account-gone':
      return accountWords(connection)
    case 'history-limit':
      return historyLimitWords(connection, say)
    case 'no-accounts':
      return {
        body: `We asked ${connection.platformName} and it gave us no accounts. Either none was ticked on its consent page, or your accounts belong to another cTrader ID or another environment.`,
      }
    default:
      return null
  }
}

function reconnectBody(reason: string | null, upTo: string | null): string {
  const cause =
    reason === 'ANSWER_LOST'
      ? 'cTrader’s answer to a renewal was lost on its way to us, and the old access had ended with it. That is nothing you did.'
      : 'cTrader ended our access: it was revoked, the password was changed, or it ran out.'
  const safe = upTo ? `Everything up to ${upTo} is safe` : 'Everything fetched so far is safe'
  return `${cause} ${safe}; we fetch what was missed.`
}

function pausedTitle({ by }: NonNullable<Subject['paused']>): string {
  return by === 'support' ? 'Paused by support' : 'Paused by you'
}

function pausedBody(since: string): string {
  return `Nothing is read since ${since}. Trades already here stay, and what was missed is fetched when you resume.`
}

/** "2 of 3 accounts are up to date", and which one is not, and why as far as that is known. */
function accountWords({ accounts, state }: Subject): { title?: string; body?: string } {
  const followed = accounts.filter(({ alreadyLinked }) => alreadyLinked)
  const gone = followed.filter(({ goneSince, archived }) => goneSince !== null && !archived)
  const unreadable = followed.filter(
    ({ unreadable: code, goneSince }) => code !== null && goneSince === null,
  )
  const bad = gone.length + unreadable.length
  const sentences = [
    ...gone.map(
      ({ name }) =>
        `“${name}” is no longer listed by cTrader: it may be closed or moved to another cTrader ID.`,
    ),
    ...unreadable.map(
      ({ name, unreadable: code }) => `“${name}” could not be read (${code}); we keep trying.`,
    ),
    'Trades already here stay.',
  ]
  if (bad === 0) return {}
  const title =
    state === 'partial'
      ? `${followed.length - bad} of ${followed.length} accounts are up to date`
      : undefined
  return { title, body: sentences.join(' ') }
}

function historyLimitWords({ accounts }: Subject, say: SayInstant): { body?: string } {
  const limited = accounts.filter(({ historyLimitAt }) => historyLimitAt !== null)
  if (limited.length === 0) return {}
  const list = limited
    .map(({ name, historyLimitAt }) => `“${name}” begins on ${say(historyLimitAt ?? '')}`)
    .join(', ')
  return {
    body: `cTrader offers no older trades although there were some: ${list}. For earlier trades upload an export; repeats are recognised.`,
  }
}
