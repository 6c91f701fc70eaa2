import type { Look } from './look-in'

/** What staff can do on the page of a connection. */
export const STAFF_ACTIONS = [
  'check-now',
  'test',
  'renew-now',
  'pause',
  'resume',
  'reconnect-link',
  'older-history',
  'reread',
  'release-lease',
  'look-in',
  'bundle',
  'note',
] as const

export type StaffAction = (typeof STAFF_ACTIONS)[number]

/** Everything staff can do, as it stands in the audit. */
const AUDIT_ACTIONS = [
  ...STAFF_ACTIONS,
  'opened',
  'role-given',
  'looked',
  'look-in-ended',
  'incident-opened',
  'incident-ended',
  'work-driven-again',
] as const

export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** What exactly was done, where the action alone does not say it. No figure and no secret. */
export type AuditDetail = {
  /** With the last digits of its number only. */
  account?: string
  /** A calendar day. */
  from?: string
  days?: number
  minutes?: number
  look?: Look
  /** What a list was filtered by, or the trade that was opened. */
  of?: string
  platformName?: string
}

/** In words for the person it concerns, after "Support" or "The operator". */
const WORDS: Record<AuditAction, (detail: AuditDetail) => string> = {
  opened: () => 'looked at how this connection stands; no trade and no balance was shown',
  'check-now': () => 'asked for a check',
  test: () => 'tested the connection step by step',
  'renew-now': () => 'asked for the access to be renewed now',
  pause: () => 'paused the connection',
  resume: () => 'ended the pause',
  'reconnect-link': () =>
    'made a link to reconnect, which works once within a day and only for you',
  'older-history': ({ account, from }) => `asked for the history of ${account} from ${from} on`,
  reread: ({ account, days }) =>
    `had the last ${days} days of ${account} read once more; nothing was taken away`,
  'release-lease': () => 'gave what a worker did not finish to another one',
  'look-in': ({ minutes }) => `asked to look into your journal for ${minutes} minutes`,
  bundle: () => 'made a support bundle: codes and times, no trade and no balance',
  note: () => 'left a note',
  'role-given': () => 'changed what you may see in Tallybook',
  'work-driven-again': () => 'started work again that had failed on our side',
  looked: ({ look, of }) => `looked at ${LOOKED_AT[look ?? 'overview'](of ?? null)}`,
  'look-in-ended': () => 'ended the look into your journal',
  'incident-opened': ({ platformName }) =>
    `declared an incident of ${platformName}; mails about it wait`,
  'incident-ended': ({ platformName }) => `ended the incident of ${platformName}`,
}

const LOOKED_AT: Record<Look, (of: string | null) => string> = {
  overview: () => 'your accounts and what they add up to, as you allowed',
  trades: (of) => `your list of trades${of ? ` (${of})` : ''}, as you allowed`,
  trade: (of) => `one of your trades${of ? ` (${of})` : ''}, as you allowed`,
  balance: (of) => `how the balance of ${of ?? 'an account'} comes about, as you allowed`,
}

/** "Support asked for a check": a whole sentence without its point. */
export function auditInWords(entry: { role: string; action: string; detail: unknown }): string {
  const who = entry.role === 'SUPPORT' ? 'Support' : 'The operator'
  const did = AUDIT_ACTIONS.find((action) => action === entry.action)
  return `${who} ${did ? WORDS[did]((entry.detail ?? {}) as AuditDetail) : entry.action}`
}
