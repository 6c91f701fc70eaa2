import type { BrokerDeployment } from '@/mock-spotware/broker-deployment'
import type { Crm } from './crm'
import type { CrmBehaviour } from './switches'

/** What the five endpoints work with. */
export interface ContractSite {
  crm: Crm
  deployment: BrokerDeployment
  behaviour: CrmBehaviour
}
