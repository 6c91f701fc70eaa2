import type { CrmRefusal } from '@/mock-spotware/ctrader-backend/crm-refusal'

const finalReasons = new Set(['notFound', 'expired', 'invalidToken'])

/** The CRM will never take the long-term token again, so there is no use in keeping it. */
export function isTokenGone({ reason }: CrmRefusal): boolean {
  return finalReasons.has(reason)
}
