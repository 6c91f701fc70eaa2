import type { BrokerDeployment } from '@/mock-spotware/broker-deployment'
import type { World } from '@/mock-spotware/world'
import { CrmClient } from './crm-client'
import { HandOffTokens } from './hand-off-tokens'
import { ManagerTokens } from './manager-tokens'

/** Spotware's server: it calls the broker's CRM, and the CRM calls it. */
export class CtraderBackend {
  readonly world: World
  readonly deployment: BrokerDeployment
  readonly crm: CrmClient
  readonly managerTokens: ManagerTokens
  readonly handOffTokens: HandOffTokens

  constructor(world: World, deployment: BrokerDeployment) {
    this.world = world
    this.deployment = deployment
    this.crm = new CrmClient({ crmUrl: deployment.crmUrl, password: deployment.crmPassword })
    this.managerTokens = new ManagerTokens(world, deployment.manager)
    this.handOffTokens = new HandOffTokens(world)
    world.issued.record('crmPassword', deployment.crmPassword, world.clock.now())
  }
}
