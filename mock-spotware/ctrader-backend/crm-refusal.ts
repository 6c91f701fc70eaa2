/** What went wrong between the cTrader back end and the CRM, told from the status alone. */
export type CrmRefusalReason =
  /** No line, or the line broke. */
  | 'unreachable'
  | 'timedOut'
  /** It says itself that it cannot just now. */
  | 'unavailable'
  | 'badRequest'
  /** Also after a new crmApiToken, or there was none to be had. */
  | 'forbidden'
  | 'notFound'
  | 'expired'
  | 'invalidToken'
  /** Another status, or an answer that is not what the contract says. */
  | 'unexpected'

const reasons: Record<number, CrmRefusalReason> = {
  400: 'badRequest',
  403: 'forbidden',
  404: 'notFound',
  410: 'expired',
  417: 'invalidToken',
}

/** The CRM did not do what it was asked. The message never holds what was sent or answered. */
export class CrmRefusal extends Error {
  readonly reason: CrmRefusalReason

  constructor(reason: CrmRefusalReason) {
    super(`the CRM refused: ${reason}`)
    this.name = 'CrmRefusal'
    this.reason = reason
  }
}

export function reasonOfStatus(status: number): CrmRefusalReason {
  return reasons[status] ?? (status >= 500 ? 'unavailable' : 'unexpected')
}
