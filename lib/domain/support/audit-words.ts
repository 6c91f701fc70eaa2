/** Everything staff can do, as it stands in the audit. */
export const AUDIT_ACTIONS = [
  'opened',
  'check-now',
  'renew-now',
  'pause',
  'resume',
  'reconnect-link',
  'note',
  'role-given',
  'work-driven-again',
] as const

export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** In words for the person it concerns, after "Support" or "The operator". */
const WORDS: Record<AuditAction, string> = {
  opened: 'looked at how this connection stands; no trade and no balance was shown',
  'check-now': 'asked for a check',
  'renew-now': 'asked for the access to be renewed now',
  pause: 'paused the connection',
  resume: 'ended the pause',
  'reconnect-link': 'made a link to reconnect, which works once within a day and only for you',
  note: 'left a note',
  'role-given': 'changed what you may see in Tallybook',
  'work-driven-again': 'started work again that had failed on our side',
}

/** "Support asked for a check": a whole sentence without its point. */
export function auditInWords(entry: { role: string; action: string }): string {
  const who = entry.role === 'SUPPORT' ? 'Support' : 'The operator'
  const did = AUDIT_ACTIONS.find((action) => action === entry.action)
  return `${who} ${did ? WORDS[did] : entry.action}`
}
