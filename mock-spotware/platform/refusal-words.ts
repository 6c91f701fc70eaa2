import { CrmRefusal, type CrmRefusalReason } from '@/mock-spotware/ctrader-backend/crm-refusal'

const words: Record<CrmRefusalReason, string> = {
  unreachable: 'Harbour Lane cannot be reached right now. Try again in a moment.',
  timedOut: 'Harbour Lane took too long to answer. Try again in a moment.',
  unavailable: 'Harbour Lane is not available right now. Try again in a few minutes.',
  badRequest: 'Harbour Lane could not read what cTrader sent (400). Try again.',
  forbidden:
    'Harbour Lane did not accept cTrader’s request (403). Sign in again; if that does not help, Harbour Lane has to look into it.',
  notFound: 'Harbour Lane does not know this sign-in any more (404). Sign in again.',
  expired: 'This sign-in has become too old (410). Sign in again.',
  invalidToken: 'This sign-in was not made by Harbour Lane (417). Sign in again.',
  unexpected:
    'Harbour Lane gave an answer that cTrader does not understand. Try again in a moment.',
}

/** One plain sentence or two for the person in front of the page. */
export function refusalWords({ reason }: CrmRefusal): string {
  return words[reason]
}

/** Waits for a call to the CRM; what it refused is a value, and only a defect is thrown. */
export async function orRefusal<Answer>(call: Promise<Answer>): Promise<Answer | CrmRefusal> {
  try {
    return await call
  } catch (error) {
    if (error instanceof CrmRefusal) return error
    throw error
  }
}
