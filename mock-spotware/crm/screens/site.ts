import type { BackEndClient } from '@/mock-spotware/crm/back-end-client'
import type { ContractSite } from '@/mock-spotware/crm/contract-site'
import type { Payments } from '@/mock-spotware/crm/payments'
import type { Registrations } from '@/mock-spotware/crm/registrations'
import type { FormGuard } from './form-guard'

/** What the pages of the broker work with. */
export interface Site extends ContractSite {
  backEnd: BackEndClient
  guard: FormGuard
  payments: Payments
  registrations: Registrations
}
