import { CONNECTION_COPY } from './connection-copy'
import { noAccountsWords, notConfiguredWords } from './environment-words'
import type { ConnectionView } from './views/connection'

/** What the words depend on: of accounts and progress no count of trades. */
export type WordsSubject = Pick<
  ConnectionView,
  | 'state'
  | 'reason'
  | 'platformName'
  | 'otherPlatforms'
  | 'tradesUpTo'
  | 'waitsUntil'
  | 'lastTryAt'
  | 'nextCheckAt'
  | 'accessEndsAt'
  | 'paused'
> & {
  accounts: Pick<
    ConnectionView['accounts'][number],
    'name' | 'alreadyLinked' | 'archived' | 'goneSince' | 'unreadable' | 'historyLimitAt'
  >[]
  progress: Pick<ConnectionView['progress'][number], 'done' | 'settling'>[]
}
type Words = { title?: string; body?: string }

/** How the reader's screen or mail writes an instant: the words stay the same everywhere. */
export type SayInstant = (at: string) => string

/**
 * Title and body of a connection's state with its own times, accounts and cause filled in. What is
 * not known leaves the general words of CONNECTION_COPY.
 */
export function connectionWords(
  connection: WordsSubject,
  say: SayInstant,
): { title: string; body: string } {
  const { title, body } = CONNECTION_COPY[connection.state]
  const special = wordsOf(connection, say)
  return { title: special.title ?? title, body: special.body ?? body }
}

function wordsOf(connection: WordsSubject, say: SayInstant): Words {
  const { waitsUntil, accessEndsAt, tradesUpTo, paused } = connection
  switch (connection.state) {
    case 'throttled':
      return waitsUntil ? { body: `We continue at ${say(waitsUntil)}. Nothing is lost.` } : {}
    case 'maintenance':
      return waitsUntil
        ? {
            title: `cTrader is under maintenance until ${say(waitsUntil)}`,
            body: 'We go on by ourselves then. Nothing is lost.',
          }
        : {}
    case 'provider-down':
      return {
        body: `This is not your account, and there is nothing for you to do. We keep trying${tries(connection, say)}.`,
      }
    case 'failing':
      return {
        body: `Other links work, so this one seems to be the trouble. We keep trying${tries(connection, say)}, and nothing is lost. If it lasts, reconnecting often helps.`,
      }
    case 'expiring':
      return accessEndsAt
        ? {
            title: `Please confirm access before ${say(accessEndsAt)}`,
            body: 'cTrader has not renewed our access for more than a day. It still works; if it runs out, checking stops then. Trades stay.',
          }
        : {}
    case 'reconnect':
      return { body: reconnectBody(connection.reason, tradesUpTo && say(tradesUpTo)) }
    case 'paused':
      return paused ? pausedWords(paused, say(paused.at)) : {}
    case 'first-sync':
      return connection.progress.every(({ done, settling }) => done || settling)
        ? settlingWords(connection)
        : {}
    case 'partial':
    case 'account-gone':
      return accountWords(connection)
    case 'history-limit':
      return historyLimitWords(connection, say)
    case 'healthy':
      return isArchive(connection) ? ARCHIVE_WORDS : {}
    case 'no-accounts':
      return noAccountsWords(connection)
    case 'not-approved':
      return connection.reason === 'PLATFORM_NOT_CONFIGURED' ? notConfiguredWords(connection) : {}
    default:
      return {}
  }
}

/** " (last try 14:02, next 14:10)", as far as it is known. */
function tries({ lastTryAt, nextCheckAt }: WordsSubject, say: SayInstant): string {
  const known = [
    ...(lastTryAt ? [`last try ${say(lastTryAt)}`] : []),
    ...(nextCheckAt ? [`next ${say(nextCheckAt)}`] : []),
  ]
  return known.length > 0 ? ` (${known.join(', ')})` : ''
}

function reconnectBody(reason: string | null, upTo: string | null): string {
  const cause =
    reason === 'ANSWER_LOST'
      ? 'cTrader’s answer to a renewal was lost on its way to us, and the old access had ended with it. That is nothing you did.'
      : 'cTrader ended our access: it was revoked, the password was changed, or it ran out.'
  const safe = upTo ? `Everything up to ${upTo} is safe` : 'Everything fetched so far is safe'
  return `${cause} ${safe}; we fetch what was missed.`
}

function pausedWords({ by, reason }: NonNullable<WordsSubject['paused']>, since: string): Words {
  const because = reason ? ` Reason given: “${reason}”.` : ''
  return {
    title: by === 'support' ? 'Paused by support' : 'Paused by you',
    body: `Nothing has been read since ${since}.${because} Trades already here stay, and what was missed is fetched when you resume.`,
  }
}

/** The short end of a first sync, also of one that the trader stopped. */
function settlingWords({ progress }: WordsSubject): Words {
  if (progress.length === 0) return {}
  return {
    title: 'Checking your balance',
    body: 'The trades are here. Deposits, withdrawals and charges are still being read, so that the journal adds up to the broker’s balance.',
  }
}

/** Why an account cannot be read, for the codes that say so. */
const UNREADABLE: Record<string, string> = {
  RET_NO_SUCH_LOGIN: 'the broker has no such account any more, so it may be closed or archived',
  RET_ACCOUNT_DISABLED: 'the broker has disabled it',
  CH_CTID_TRADER_ACCOUNT_NOT_FOUND: 'cTrader does not find it under this cTrader ID',
  CHANNEL_IS_BLOCKED: 'the broker does not allow reading it just now',
  CH_SERVER_NOT_REACHABLE: 'the broker’s server cannot be reached',
}

/** "2 of 3 accounts are up to date", and which one is not, and why as far as that is known. */
function accountWords({ accounts, state }: WordsSubject): Words {
  const followed = accounts.filter(({ alreadyLinked, archived }) => alreadyLinked && !archived)
  const gone = followed.filter(({ goneSince }) => goneSince !== null)
  const unreadable = followed.flatMap(({ name, unreadable: code, goneSince }) =>
    code !== null && goneSince === null ? [{ name, code }] : [],
  )
  const bad = gone.length + unreadable.length
  if (bad === 0) return {}
  const sentences = [
    ...(gone.length > 0 ? [goneWords(gone.map(({ name }) => `“${name}”`))] : []),
    ...unreadable.map(
      ({ name, code }) => `“${name}” could not be read: ${unreadableWords(code)}. We keep trying.`,
    ),
    'Trades already here stay.',
  ]
  const body = sentences.join(' ')
  const good = followed.length - bad
  if (state !== 'partial')
    return gone.length > 1 ? { title: 'Accounts no longer listed by cTrader', body } : { body }
  return {
    title: `${good} of ${followed.length} ${followed.length === 1 ? 'account is' : 'accounts are'} up to date`,
    body,
  }
}

function goneWords(names: string[]): string {
  const [first, ...more] = names
  if (more.length === 0)
    return `${first} is no longer listed by cTrader: it may be closed or moved to another cTrader ID.`
  const list = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
  return `${list} are no longer listed by cTrader: they may be closed or moved to another cTrader ID.`
}

/** After "could not be read:". */
export function unreadableWords(code: string): string {
  return UNREADABLE[code] ?? `cTrader says ${code}`
}

function isArchive({ accounts }: WordsSubject): boolean {
  const linked = accounts.filter(({ alreadyLinked }) => alreadyLinked)
  return linked.length > 0 && linked.every(({ archived }) => archived)
}

const ARCHIVE_WORDS = {
  title: 'Kept as an archive',
  body: 'cTrader lists none of its accounts any more, so nothing new is expected. Trades stay; an account that is listed again goes on by itself.',
}

function historyLimitWords({ accounts }: WordsSubject, say: SayInstant): Words {
  const limited = accounts.flatMap(({ name, historyLimitAt }) =>
    historyLimitAt ? [`“${name}” from ${say(historyLimitAt)} on`] : [],
  )
  if (limited.length === 0) return {}
  return {
    body: `We have everything that cTrader offers: ${limited.join(', ')}. There was something before that. For earlier trades upload an export; repeats are recognised.`,
  }
}
