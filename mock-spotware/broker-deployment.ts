/**
 * What Spotware and one broker told each other before anything could run (broker-sso.md §1, §4.1).
 * The addresses are functions because ports may only be known once everything listens; none of
 * them ends with a slash.
 */
export interface BrokerDeployment {
  /** Both names are case-sensitive, exactly as Spotware gave them. */
  brokerCrmName: string
  brokerName: string
  /** The broker's client area: its screens and its five endpoints. */
  crmUrl(): string
  /** Where the CRM reaches the cTrader back end. */
  backendUrl(): string
  /** Where the CRM sends a browser after a login, a sign-up or an in-app action; never from a request. */
  successUrl(): string
  /** The cTrader back end exchanges it for a crmApiToken. */
  crmPassword: string
  /** With this manager the CRM gets its webservToken from the cTrader back end. */
  manager: { login: number; password: string }
}
