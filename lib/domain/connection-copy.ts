import type { ConnectionState } from './connection-state'

/** Who has to do something next. */
export type WhoActs = 'user' | 'us' | 'provider' | 'nobody'

/** How urgent a state looks. Amber ("act") only when someone must act. */
export type Tone = 'good' | 'busy' | 'waiting' | 'act' | 'off'

/** What a button on the connection does. The words on it are `label`. */
export type ConnectionAction =
  | { kind: 'connect'; label: string }
  | { kind: 'upload'; label: string }
  | { kind: 'sync-now'; label: string }
  | { kind: 'choose-accounts'; label: string }
  | { kind: 'open-journal'; label: string }
  | { kind: 'stop-syncing'; label: string }
  | { kind: 'resume'; label: string }
  | { kind: 'confirm-later'; label: string }
  | { kind: 'review-accounts'; label: string }
  | { kind: 'keep-archive'; label: string }
  | { kind: 'history-limit-seen'; label: string }

export type ConnectionCopy = {
  /** One or two words for the pill. */
  pill: string
  title: string
  body: string
  main: ConnectionAction | null
  second: ConnectionAction | null
  whoActs: WhoActs
  tone: Tone
}

const UPLOAD: ConnectionAction = { kind: 'upload', label: 'Upload File' }
const RECONNECT: ConnectionAction = { kind: 'connect', label: 'Reconnect' }
const TRY_AGAIN: ConnectionAction = { kind: 'connect', label: 'Try again' }
const START_AGAIN: ConnectionAction = { kind: 'connect', label: 'Start again' }
const OPEN_JOURNAL: ConnectionAction = { kind: 'open-journal', label: 'Open journal' }

/** The words for every state: the same on the trader's screen and for support. */
export const CONNECTION_COPY: Record<ConnectionState, ConnectionCopy> = {
  authorising: {
    pill: 'Waiting for cTrader',
    title: 'Waiting for cTrader',
    body: 'Finish on the cTrader page. This request ends ten minutes after you began.',
    main: { kind: 'connect', label: 'Open the cTrader page again' },
    second: UPLOAD,
    whoActs: 'user',
    tone: 'waiting',
  },
  exchanging: {
    pill: 'Reading accounts',
    title: 'Reading your accounts',
    body: 'cTrader said yes. We are asking it which accounts you allowed; this takes a few seconds.',
    main: null,
    second: null,
    whoActs: 'us',
    tone: 'busy',
  },
  'worker-off': {
    pill: 'Not checking',
    title: 'Our background worker is not running',
    body: 'Nothing is lost: trades already here stay, and checking goes on by itself once the worker is back. Whoever runs this Tallybook can start it with “npm run worker”. If you were linking an account and this lasts over a minute, start again afterwards.',
    main: null,
    second: UPLOAD,
    whoActs: 'us',
    tone: 'waiting',
  },
  declined: {
    pill: 'Not linked',
    title: 'You did not allow access',
    body: 'Nothing was linked. You can try again, or upload a file instead.',
    main: TRY_AGAIN,
    second: UPLOAD,
    whoActs: 'user',
    tone: 'act',
  },
  'state-mismatch': {
    pill: 'Not linked',
    title: 'That link was no longer valid',
    body: 'For safety we only accept a fresh answer from cTrader, in the browser where you began.',
    main: START_AGAIN,
    second: UPLOAD,
    whoActs: 'user',
    tone: 'act',
  },
  'code-expired': {
    pill: 'Not linked',
    title: 'cTrader’s answer ran out before we could use it',
    body: 'cTrader gives us one minute to use its answer, and that minute passed. Nothing was linked and nothing is lost.',
    main: START_AGAIN,
    second: UPLOAD,
    whoActs: 'user',
    tone: 'act',
  },
  'authorisation-expired': {
    pill: 'Not linked',
    title: 'You did not come back from cTrader in time',
    body: 'A request to link ends after ten minutes. Nothing was linked.',
    main: START_AGAIN,
    second: UPLOAD,
    whoActs: 'user',
    tone: 'act',
  },
  'authorisation-failed': {
    pill: 'Not linked',
    title: 'cTrader did not complete the link',
    body: 'cTrader refused its own answer. Nothing was linked; a second try usually works.',
    main: TRY_AGAIN,
    second: UPLOAD,
    whoActs: 'user',
    tone: 'act',
  },
  'trade-scope': {
    pill: 'Not linked',
    title: 'That permission could trade, so we threw it away',
    body: 'Tallybook only keeps read-only access, and cTrader handed us one that may also trade. Nothing was kept. Remove Tallybook in your cTrader ID settings, then start again and allow “view” access only.',
    main: START_AGAIN,
    second: UPLOAD,
    whoActs: 'user',
    tone: 'act',
  },
  'other-ctid': {
    pill: 'Not repaired',
    title: 'You signed in as a different cTrader ID',
    body: 'This connection belongs to another cTrader ID, so we changed nothing. Sign in at cTrader with the one you linked first, or add the other one as a new connection.',
    main: RECONNECT,
    second: UPLOAD,
    whoActs: 'user',
    tone: 'act',
  },
  'not-approved': {
    pill: 'On our side',
    title: 'cTrader is not accepting our app just now',
    body: 'This is on our side and is being worked on. Your trades can come in by file meanwhile.',
    main: UPLOAD,
    second: null,
    whoActs: 'us',
    tone: 'waiting',
  },
  'no-accounts': {
    pill: 'No accounts',
    title: 'No trading accounts found',
    body: 'cTrader gave us no accounts. Either none was ticked on its consent page, or your accounts belong to another cTrader ID.',
    main: { kind: 'connect', label: 'Go back and tick accounts' },
    second: UPLOAD,
    whoActs: 'user',
    tone: 'act',
  },
  'choose-accounts': {
    pill: 'Choose accounts',
    title: 'Choose accounts to journal',
    body: 'Live and demo are listed apart. You can change this later.',
    main: { kind: 'choose-accounts', label: 'Complete Connection' },
    second: null,
    whoActs: 'user',
    tone: 'act',
  },
  'first-sync': {
    pill: 'Fetching history',
    title: 'Fetching your history',
    body: 'Newest trades come first. You can leave this page and use the journal meanwhile.',
    main: OPEN_JOURNAL,
    second: { kind: 'stop-syncing', label: 'Stop here' },
    whoActs: 'us',
    tone: 'busy',
  },
  syncing: {
    pill: 'Checking',
    title: 'Checking for new trades',
    body: 'A check is running now.',
    main: { kind: 'sync-now', label: 'Sync now' },
    second: { kind: 'stop-syncing', label: 'Stop' },
    whoActs: 'nobody',
    tone: 'busy',
  },
  healthy: {
    pill: 'Connected',
    title: 'Connected',
    body: 'Closed trades arrive by themselves. Access is read-only.',
    main: { kind: 'sync-now', label: 'Sync now' },
    second: RECONNECT,
    whoActs: 'nobody',
    tone: 'good',
  },
  late: {
    pill: 'Behind schedule',
    title: 'Behind schedule',
    body: 'A check is queued and has not run yet. Trades already here are right.',
    main: { kind: 'sync-now', label: 'Sync now' },
    second: null,
    whoActs: 'us',
    tone: 'waiting',
  },
  throttled: {
    pill: 'Slowed down',
    title: 'cTrader asked us to slow down',
    body: 'We go on by ourselves in a moment. Nothing is lost.',
    main: null,
    second: null,
    whoActs: 'nobody',
    tone: 'waiting',
  },
  maintenance: {
    pill: 'Maintenance',
    title: 'cTrader is under maintenance',
    body: 'We go on by ourselves when it is over. Nothing is lost.',
    main: null,
    second: UPLOAD,
    whoActs: 'provider',
    tone: 'waiting',
  },
  'provider-down': {
    pill: 'cTrader not answering',
    title: 'cTrader is not answering',
    body: 'This is not your account, and there is nothing for you to do. We keep trying.',
    main: { kind: 'sync-now', label: 'Try now' },
    second: UPLOAD,
    whoActs: 'provider',
    tone: 'waiting',
  },
  reconnect: {
    pill: 'Reconnect needed',
    title: 'Reconnect needed',
    body: 'cTrader ended our access: it was revoked, the password was changed, or it ran out. Everything fetched so far is safe, and we fetch what was missed.',
    main: RECONNECT,
    second: UPLOAD,
    whoActs: 'user',
    tone: 'act',
  },
  superseded: {
    pill: 'Linked elsewhere',
    title: 'This cTrader ID was linked by another Tallybook user',
    body: 'cTrader keeps one access per cTrader ID, and the newer one ended this one. Nothing is checked here any more; trades already here stay. Reconnect brings it back, which ends the other link.',
    main: RECONNECT,
    second: UPLOAD,
    whoActs: 'user',
    tone: 'act',
  },
  removed: {
    pill: 'Disconnected',
    title: 'Disconnected by you',
    body: 'Its trades stay in the journal, unless you deleted them. We ended our access and deleted our copy. Tallybook may still be listed in your cTrader ID settings (Open API, connected applications); only you can remove it there.',
    main: RECONNECT,
    second: null,
    whoActs: 'user',
    tone: 'off',
  },
  paused: {
    pill: 'Paused',
    title: 'Paused',
    body: 'Nothing is read until you resume. Trades already here stay, and what was missed is fetched then.',
    main: { kind: 'resume', label: 'Resume' },
    second: UPLOAD,
    whoActs: 'user',
    tone: 'off',
  },
  failing: {
    pill: 'Checks fail',
    title: 'We cannot read this cTrader ID just now',
    body: 'Other links work, so this one seems to be the trouble. We keep trying, and nothing is lost. If it lasts, reconnecting often helps.',
    main: { kind: 'sync-now', label: 'Try now' },
    second: RECONNECT,
    whoActs: 'us',
    tone: 'waiting',
  },
  expiring: {
    pill: 'Confirm access',
    title: 'Please confirm access',
    body: 'cTrader has not renewed our access for more than a day. It still works; if it runs out, checking stops. Trades stay.',
    main: { kind: 'connect', label: 'Confirm access' },
    second: { kind: 'confirm-later', label: 'Remind me later' },
    whoActs: 'user',
    tone: 'act',
  },
  'none-followed': {
    pill: 'Nothing followed',
    title: 'No account is followed',
    body: 'The link to cTrader works, but nothing new comes in until you follow an account again. Trades already here stay.',
    main: { kind: 'review-accounts', label: 'Choose accounts' },
    second: null,
    whoActs: 'user',
    tone: 'off',
  },
  partial: {
    pill: 'Partly up-to-date',
    title: 'Not every account could be read',
    body: 'The others are up to date.',
    main: { kind: 'review-accounts', label: 'Review accounts' },
    second: { kind: 'sync-now', label: 'Try now' },
    whoActs: 'user',
    tone: 'act',
  },
  'account-gone': {
    pill: 'Account gone',
    title: 'Account no longer listed by cTrader',
    body: 'It may be closed or moved to another cTrader ID. Its trades stay here.',
    main: { kind: 'keep-archive', label: 'Keep as archive' },
    second: RECONNECT,
    whoActs: 'user',
    tone: 'act',
  },
  'history-limit': {
    pill: 'Connected',
    title: 'Older trades are not offered by cTrader',
    body: 'We have everything that cTrader offers. For earlier trades upload an export; repeats are recognised.',
    main: { kind: 'upload', label: 'Upload older trades' },
    second: { kind: 'history-limit-seen', label: 'I do not need them' },
    whoActs: 'user',
    tone: 'good',
  },
}
