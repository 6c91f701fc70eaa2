import type { TestStep } from '@/lib/domain/support/connection-test'
import { TEST_STEP_NAMES } from '@/lib/domain/support/connection-test-words'
import type { EventKind } from './record-event'

type Detail = {
  accounts?: number
  account?: string
  fileAccount?: string
  trades?: number
  from?: string
  days?: number
  step?: TestStep
}

/** Instead of the day from which history is wanted. */
export const EVERYTHING = 'everything'

/** Codes of ours and of cTrader for which there are better words. */
const NOT_GIVEN: Record<string, string> = {
  declined: 'You did not allow access',
  expired: 'You came back from cTrader after the ten minutes',
  'state-mismatch': 'An answer came that did not belong to this browser',
  'no-accounts': 'cTrader gave access, but to no account',
  'other-ctid': 'Somebody signed in with a different cTrader ID; nothing was changed',
  PLATFORM_NOT_CONFIGURED: 'This environment is not set up in Tallybook',
  SCOPE_TRADE: 'cTrader gave a permission that could trade; it was thrown away',
  CODE_EXPIRED: 'cTrader’s answer was older than a minute',
}

/** Why a grant ended, where we know more than cTrader’s code says. */
const ENDED: Record<string, string> = {
  ANSWER_LOST:
    'cTrader’s answer to a renewal was lost on its way, and the old access had ended with it',
}

/** Why a connection could not be read, where there are better words than the code. */
const UNREAD: Record<string, string> = {
  PLATFORM_NOT_CONFIGURED: 'This environment is not set up in Tallybook, so it could not be read',
}

/** Mails by their kind. */
const MAILED: Record<string, string> = {
  broken: 'We wrote you a mail about it',
  'first-reminder': 'We reminded you by mail',
  'last-reminder': 'We reminded you by mail, for the last time',
  recovered: 'We wrote you that it works again',
}

const WORDS: Record<EventKind, (code: string | null, detail: Detail) => string> = {
  'authorisation-started': () => 'You went to cTrader to allow access',
  authorised: (_, { accounts }) => `cTrader gave read-only access to ${count(accounts, 'account')}`,
  'authorisation-ended': (code) => NOT_GIVEN[code ?? ''] ?? `Access was not given (${code})`,
  completed: (_, { accounts }) => `You began to follow ${count(accounts, 'account')}`,
  'first-sync-finished': () => 'The history you asked for was fetched',
  renewed: () => 'Access was renewed',
  refused: (code) => ENDED[code ?? ''] ?? `cTrader ended our access (${code})`,
  failing: (code) => UNREAD[code ?? ''] ?? `cTrader could not be read (${code})`,
  recovered: () => 'cTrader can be read again',
  superseded: () => 'The same cTrader ID was linked by another Tallybook user',
  'sync-asked': () => 'You asked for a check',
  'renewal-asked': () => 'A renewal of the access was asked for',
  stopped: (_, { accounts }) =>
    `You stopped the reading of ${count(accounts, 'account')}; what had come in stays`,
  paused: () => 'You paused it; nothing is read',
  resumed: () => 'You resumed it',
  'confirm-later': () => 'You put off confirming access',
  'account-gone': (_, { account }) => `cTrader no longer lists ${named(account)}`,
  'account-back': (_, { account }) => `cTrader lists ${named(account)} again`,
  'account-unreadable': (code, { account }) => `${named(account)} could not be read (${code})`,
  'account-readable': (_, { account }) => `${named(account)} can be read again`,
  archived: (_, { accounts }) => `You kept ${count(accounts, 'account')} as an archive`,
  'history-limit': (_, { account }) => `cTrader offers no older trades of ${named(account)}`,
  'history-limit-seen': () => 'You read that older trades are not offered',
  'history-wanted': (_, { account, from }) =>
    `You asked for ${from === EVERYTHING ? 'the whole history' : `the history from ${from}`} of ${account}`,
  merged: () =>
    'This cTrader ID was linked again; the new access took the place of the old one here',
  'account-left': (_, { account }) => `You stopped following ${account}; its trades stay`,
  'account-joined': (_, { account, fileAccount, trades }) =>
    `“${fileAccount}” with ${count(trades, 'trade')} became part of ${account}`,
  'account-adopted': (_, { account, trades }) =>
    `${named(account)} was in the journal already with ${count(trades, 'trade')}, from an archive; they belong to this connection now`,
  'trades-deleted': (_, { account }) =>
    `You deleted the trades of ${account}; for seven days they can be restored`,
  'trades-restored': (_, { account }) => `You restored the trades of ${account}`,
  'trades-purged': (_, { account }) => `The deleted trades of ${account} were removed for good`,
  removed: () => 'You disconnected',
  forgotten: () => 'Our access was ended and its tokens were deleted',
  'reconnect-link-made': () => 'Support made a link to reconnect, which works once within a day',
  'caught-up': (_, { trades }) =>
    trades === 0 ? 'No trades were missed' : `${count(trades, 'missed trade')} came in`,
  mailed: (code) => MAILED[code ?? ''] ?? 'We wrote you a mail',
  tested: (code, { step }) =>
    step
      ? `A test of the connection stopped at “${TEST_STEP_NAMES[step]}” (${code})`
      : 'A test of the connection went well',
  'reread-wanted': (_, { days }) => `The last ${count(days, 'day')} are read once more`,
  'lease-released': () => 'What a worker did not finish was given to another one',
}

/** What the trader does as a rule, where it was support. */
const BY_SUPPORT: Partial<Record<EventKind, string>> = {
  'sync-asked': 'Support asked for a check',
  'renewal-asked': 'Support asked for the access to be renewed now',
  paused: 'Support paused it; nothing is read',
  resumed: 'Support ended the pause',
  'history-wanted': 'Support asked for older history',
  'reread-wanted': 'Support had the last days read once more',
}

/** An event in words for its trader. */
export function eventInWords(event: {
  kind: string
  code: string | null
  actor: string
  detail: unknown
}): string {
  const kind = event.kind as EventKind
  const bySupport = event.actor === 'support' ? BY_SUPPORT[kind] : undefined
  if (bySupport) return bySupport
  const words = WORDS[kind]
  return words ? words(event.code, (event.detail ?? {}) as Detail) : event.kind
}

function named(account: string | undefined): string {
  return account ? `“${account}”` : 'one account'
}

function count(number: number | undefined, noun: string): string {
  return number === 1 ? `1 ${noun}` : `${number ?? 'some'} ${noun}s`
}
