import { createServer } from 'node:http'
import { z } from 'zod'
import { behaviourSchema } from '@/mock-spotware/behaviour'
import { createClock } from '@/mock-spotware/clock'
import { contractError } from '@/mock-spotware/crm/contract-errors'
import { Crm } from '@/mock-spotware/crm/crm'
import { crmRoutes } from '@/mock-spotware/crm/crm-routes'
import { noSuchPage } from '@/mock-spotware/crm/screens/no-such-page'
import { Faults } from '@/mock-spotware/faults/faults'
import { createHttpServer } from '@/mock-spotware/http/http-server'
import { IssuedSecrets } from '@/mock-spotware/issued-secrets'
import { listenOnLoopback } from '@/mock-spotware/loopback-listener'
import { RequestLog } from '@/mock-spotware/request-log'
import { TEST_SEED } from '@/mock-spotware/testing/test-seed'
import { startScriptedBackEnd } from './scripted-back-end'

export const ELI = 4_410_005
/** As in the examples of the documents. */
export const CRM_PASSWORD = 'af34mn0pphg2893nmaf26hmy'

const apiTokenSchema = z.object({ crmApiToken: z.string() })
const exchangedSchema = z.object({
  userId: z.number(),
  accessToken: z.string().optional(),
  inappToken: z.string().optional(),
})
const generatedSchema = z.object({ token: z.string() })

export interface Answer {
  status: number
  text: string
  body: unknown
}

interface CallOptions {
  method?: string
  query?: Record<string, string | undefined>
  body?: unknown
  raw?: { type?: string; text: string }
}

/** The CRM alone, beside a back end that does as the test says. */
export async function startTestCrm() {
  const clock = createClock()
  const behaviour = behaviourSchema.parse({})
  const issued = new IssuedSecrets([], () => undefined)
  const requests = new RequestLog(issued)
  const crm = new Crm({ clock, behaviour, issued, onChanged: () => undefined })
  const backEnd = await startScriptedBackEnd()
  const address = { crm: '', backEnd: backEnd.url }
  const deployment = {
    brokerCrmName: 'harbourlanecrm',
    brokerName: 'harbourlane',
    crmUrl: () => address.crm,
    backendUrl: () => address.backEnd,
    successUrl: () => `${backEnd.url}/broker/success`,
    crmPassword: CRM_PASSWORD,
    manager: { login: 30_001, password: 'mock-manager-password' },
  }
  const server = createHttpServer({
    name: 'crm',
    clock,
    requests,
    faults: new Faults(clock, TEST_SEED),
    routes: crmRoutes({ crm, behaviour, deployment }),
    refuse: contractError,
    refusePage: noSuchPage,
  })
  const listener = await listenOnLoopback(server, 0, 'none')
  address.crm = `http://localhost:${listener.port}`

  async function call(path: string, options: CallOptions = {}): Promise<Answer> {
    const { method = 'POST', query = {}, body, raw } = options
    const url = new URL(`${address.crm}${path}`)
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, value)
    }
    const type = raw ? raw.type : 'application/json'
    const response = await fetch(url, {
      method,
      headers: { accept: 'application/json', ...(type && { 'content-type': type }) },
      body: raw ? raw.text : body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await response.text()
    return { status: response.status, text, body: text === '' ? undefined : JSON.parse(text) }
  }

  const authenticate = async () => {
    const { body } = await call('/oauth2/crmApiToken', { body: { password: CRM_PASSWORD } })
    return apiTokenSchema.parse(body).crmApiToken
  }
  const exchange = (crmApiToken: string, code: unknown) =>
    call('/oauth2/onetime/authorize', { query: { crmApiToken }, body: { code } })
  return {
    clock,
    behaviour,
    issued,
    requests,
    crm,
    backEnd,
    call,
    authenticate,
    exchange,
    url: address.crm,
    /** From now on nothing listens where the back end was. */
    loseBackEnd: async () => {
      const gone = await listenOnLoopback(createServer(), 0, 'none')
      address.backEnd = `http://localhost:${gone.port}`
      await gone.close()
    },
    login: (keepLoggedIn = false, userId = ELI) =>
      crm.oneTimeTokens.issue({ userId, purpose: 'login', keepLoggedIn }),
    /** A whole login: what the cTrader back end holds then. */
    async signIn(crmApiToken: string, keepLoggedIn: boolean, userId = ELI) {
      const code = crm.oneTimeTokens.issue({ userId, purpose: 'login', keepLoggedIn })
      return exchangedSchema.parse((await exchange(crmApiToken, code)).body)
    },
    relogin: (crmApiToken: string, accessToken: string | undefined) =>
      call('/oauth2/authorize', { query: { crmApiToken }, body: { accessToken } }),
    generate: (crmApiToken: string, inappToken?: string, userId: unknown = ELI) =>
      call('/oauth2/onetime/generate', { query: { crmApiToken, inappToken }, body: { userId } }),
    async inAppToken() {
      const { body } = await call('/oauth2/onetime/generate', {
        query: { crmApiToken: await authenticate() },
        body: { userId: ELI },
      })
      return generatedSchema.parse(body).token
    },
    logOut: (
      crmApiToken: string,
      query: { userId?: string; accessToken?: string },
      method = 'PUT',
    ) => call('/oauth2/logout', { method, query: { crmApiToken, ...query } }),
    async close() {
      await listener.close()
      await backEnd.close()
    },
  }
}

export type TestCrm = Awaited<ReturnType<typeof startTestCrm>>
