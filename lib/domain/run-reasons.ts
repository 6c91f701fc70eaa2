import type { RunCure } from './views/activity'

/** A code in words, and what helps. Without a cure it passes by itself. */
export type RunReason = { text: string; cure: RunCure | null }

const RECONNECT: RunCure = { text: 'Reconnect; what was missed is fetched then.', at: 'connection' }
const REVIEW: RunCure = {
  text: 'Look at the account: keep it as an archive, or follow it elsewhere.',
  at: 'connection',
}

const ACCESS_ENDED: RunReason = {
  text: 'cTrader ended our access: it was revoked, the password was changed, or it ran out.',
  cure: RECONNECT,
}
const ACCOUNT_GONE: RunReason = {
  text: 'cTrader does not know this account any more: it may be closed or moved.',
  cure: REVIEW,
}
const SLOW_DOWN: RunReason = { text: 'cTrader asked us to slow down.', cure: null }
const NOT_APPROVED: RunReason = {
  text: 'cTrader is not accepting our app just now. This is on our side.',
  cure: { text: 'Meanwhile trades can come in by file.', at: 'upload' },
}
const NOT_ANSWERING: RunReason = {
  text: 'cTrader could not be reached or did not answer.',
  cure: null,
}
const HANDED_OVER: RunReason = { text: 'The work passed to another of our processes.', cure: null }

/** Codes of cTrader and of ours that a run meets. Any other is shown as it is. */
const REASONS: Record<string, RunReason> = {
  OA_AUTH_TOKEN_EXPIRED: ACCESS_ENDED,
  CH_ACCESS_TOKEN_INVALID: ACCESS_ENDED,
  ACCESS_DENIED: ACCESS_ENDED,
  NO_GRANT: ACCESS_ENDED,
  ANSWER_LOST: {
    text: 'cTrader’s answer to a renewal was lost on its way, and the old access had ended with it.',
    cure: RECONNECT,
  },
  RET_NO_SUCH_LOGIN: ACCOUNT_GONE,
  CH_CTID_TRADER_ACCOUNT_NOT_FOUND: ACCOUNT_GONE,
  RET_ACCOUNT_DISABLED: { text: 'The broker has disabled this account.', cure: REVIEW },
  REQUEST_FREQUENCY_EXCEEDED: SLOW_DOWN,
  CONNECTIONS_LIMIT_EXCEEDED: SLOW_DOWN,
  BLOCKED_PAYLOAD_TYPE: SLOW_DOWN,
  SERVER_IS_UNDER_MAINTENANCE: { text: 'cTrader was under maintenance.', cure: null },
  CH_CLIENT_AUTH_FAILURE: NOT_APPROVED,
  CH_OA_CLIENT_NOT_FOUND: NOT_APPROVED,
  CH_SERVER_NOT_REACHABLE: NOT_ANSWERING,
  TIMEOUT_ERROR: NOT_ANSWERING,
  UNREACHABLE: NOT_ANSWERING,
  CONNECTION_LOST: NOT_ANSWERING,
  ANSWER_TIMED_OUT: NOT_ANSWERING,
  UNEXPECTED_ANSWER: NOT_ANSWERING,
  SLOT_LOST: HANDED_OVER,
  RENEWAL_BUSY: HANDED_OVER,
  STOPPED: { text: 'You stopped it.', cure: null },
  PAUSED: { text: 'The connection was paused.', cure: { text: 'Resume it.', at: 'connection' } },
  DISCONNECTED: { text: 'The connection was ended.', cure: RECONNECT },
  NOT_FOLLOWED: {
    text: 'The account was dropped from the journal.',
    cure: { text: 'Follow it again to go on.', at: 'connection' },
  },
  TRADES_DELETED: { text: 'The trades of this account were deleted.', cure: null },
  SUPERSEDED: {
    text: 'The same cTrader ID was linked by another Tallybook user, which ended this access.',
    cure: RECONNECT,
  },
  NOT_LINKED: {
    text: 'The connection was paused or ended, or the account was dropped, before this was through.',
    cure: { text: 'Look at the connection.', at: 'connection' },
  },
  IMPORT_FAILED: {
    text: 'Adding the file failed on our side. Nothing was written, and the file is kept.',
    cure: { text: 'Try again on the import’s page.', at: 'import' },
  },
  WINDOW_TOO_DENSE: {
    text: 'One moment of this account holds more deals than cTrader hands out. This is ours to solve.',
    cure: { text: 'Tell support; meanwhile an export brings these trades.', at: 'upload' },
  },
}

export function runReason(code: string): RunReason {
  return REASONS[code] ?? { text: `cTrader answered ${code}.`, cure: null }
}
