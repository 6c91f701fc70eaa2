import type { BrokerDeployment } from './broker-deployment'
import { harbour } from './market/broker'

/** The manager at Harbour Lane whose name the CRM uses. */
export const HARBOUR_MANAGER = { login: 30_001, password: 'mock-manager-password' }

/** Browser and servers all say `localhost`, so that no cookie is lost on the way. */
export function deployHarbour(
  crmPassword: string,
  /** Filled in once everything listens. */
  ports: { http: number; crm: number },
): BrokerDeployment {
  const backendUrl = () => `http://localhost:${ports.http}`
  return {
    brokerCrmName: 'harbourlanecrm',
    brokerName: harbour.name,
    crmUrl: () => `http://localhost:${ports.crm}`,
    backendUrl,
    successUrl: () => `${backendUrl()}/broker/success`,
    crmPassword,
    manager: HARBOUR_MANAGER,
  }
}
