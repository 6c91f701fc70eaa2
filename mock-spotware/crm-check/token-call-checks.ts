import { badRequest, notAuthenticated, refusal } from './answer-rules'
import type { Check } from './check'
import type { CrmUnderTest } from './crm-under-test'
import type { Endpoint } from './five-endpoints'
import { madeUpToken } from './made-up-token'

interface TokenCall {
  endpoint: Endpoint
  /** As it stands in the table. */
  title: string
  requiredKey: string
  /** A body that nothing is wrong with. */
  goodBody(crm: CrmUnderTest): Promise<Record<string, unknown>>
}

/** What the three calls with a crmApiToken and a JSON body refuse alike. */
export function tokenCallChecks({ endpoint, title, requiredKey, goodBody }: TokenCall): Check[] {
  return [
    {
      name: `${title}: wrong crmApiToken`,
      expected: '403 CH_CLIENT_AUTH_FAILURE',
      mark: 'D',
      where: 'broker-sso §3, §7.3',
      look: async (crm) => {
        const body = await goodBody(crm)
        const query = { ...inappQuery(crm, endpoint), crmApiToken: madeUpToken() }
        return refusal(await crm.call(endpoint, { query, body }), notAuthenticated)
      },
    },
    {
      name: `${title}: missing crmApiToken`,
      expected: '403 (or 400)',
      mark: 'D',
      where: 'broker-sso §3, §7.3',
      look: async (crm) => {
        const body = await goodBody(crm)
        const query = inappQuery(crm, endpoint)
        const answer = await crm.call(endpoint, { query, body })
        return refusal(answer, { statuses: [403, 400], tolerated: [401] })
      },
    },
    {
      name: `${title}: missing ${requiredKey}`,
      expected: '400',
      mark: 'D',
      where: 'broker-sso §3',
      look: async (crm) => {
        const query = { ...inappQuery(crm, endpoint), crmApiToken: await crm.crmApiToken() }
        return refusal(await crm.call(endpoint, { query, body: {} }), badRequest)
      },
    },
    {
      name: `${title}: malformed JSON`,
      expected: '400',
      mark: 'D',
      where: 'broker-sso §3',
      look: async (crm) => {
        const query = { ...inappQuery(crm, endpoint), crmApiToken: await crm.crmApiToken() }
        const rawBody = `{"${requiredKey}": `
        return refusal(await crm.call(endpoint, { query, rawBody }), badRequest)
      },
    },
  ]
}

/** So that nothing but the one thing is wrong. */
function inappQuery(crm: CrmUnderTest, endpoint: Endpoint): Record<string, string> {
  const isNeeded = endpoint === 'onetimeGenerate' && crm.inappToken !== undefined
  return isNeeded && crm.inappToken ? { inappToken: crm.inappToken } : {}
}
