import type { Route } from '@/mock-spotware/http/router'
import { BackEndClient } from './back-end-client'
import { contractRoutes } from './contract-endpoints'
import type { ContractSite } from './contract-site'
import { Payments } from './payments'
import { Registrations } from './registrations'
import { accountRoutes } from './screens/account-screen'
import { clientAreaRoutes } from './screens/client-area'
import { FormGuard } from './screens/form-guard'
import { kycRoutes } from './screens/kyc-screen'
import { loginRoutes } from './screens/login-screen'
import { paymentRoutes } from './screens/payment-screens'

/** The whole site of the broker: what the cTrader back end calls and what people see. */
export function crmRoutes(contractSite: ContractSite): Route[] {
  const backEnd = new BackEndClient(contractSite.deployment)
  const site = {
    ...contractSite,
    backEnd,
    guard: new FormGuard(),
    payments: new Payments(contractSite.crm, backEnd),
    registrations: new Registrations(contractSite.crm, backEnd),
  }
  return [
    ...contractRoutes(site),
    ...loginRoutes(site),
    ...accountRoutes(site),
    ...paymentRoutes(site),
    ...kycRoutes(site),
    ...clientAreaRoutes(site),
  ]
}
