import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CrmBehaviour } from './switches'
import { ELI, startTestCrm, type TestCrm } from './testing/start-test-crm'

let site: TestCrm
let api: string

beforeEach(async () => {
  site = await startTestCrm()
  api = await site.authenticate()
})
afterEach(() => site.close())

/** What goes wrong with each, and right without. */
const symptoms: Record<
  Exclude<CrmBehaviour['crmDefect'], 'none'>,
  { isRight: unknown; isWrong: unknown; look: () => Promise<unknown> }
> = {
  anyPasswordAccepted: {
    isRight: 403,
    isWrong: 200,
    look: async () =>
      (await site.call('/oauth2/crmApiToken', { body: { password: 'guess' } })).status,
  },
  apiTokenUnchecked: {
    isRight: 403,
    isWrong: 200,
    look: async () => (await site.generate('no token')).status,
  },
  oneTimeTokenReusable: {
    isRight: 404,
    isWrong: 200,
    look: async () => {
      const code = site.login()
      await site.exchange(api, code)
      return (await site.exchange(api, code)).status
    },
  },
  expiredTokenAccepted: {
    isRight: 410,
    isWrong: 200,
    look: async () => {
      const code = site.login()
      site.clock.advance(61_000)
      return (await site.exchange(api, code)).status
    },
  },
  accessTokenAlways: {
    isRight: undefined,
    isWrong: expect.any(String),
    look: async () => (await site.signIn(api, false)).accessToken,
  },
  inappTokenUnchecked: {
    isRight: 403,
    isWrong: 200,
    look: async () => {
      site.behaviour.issueInappToken = true
      return (await site.generate(api)).status
    },
  },
  logoutKeepsTokens: {
    isRight: 404,
    isWrong: 200,
    look: async () => {
      const { accessToken } = await site.signIn(api, true)
      await site.logOut(api, { userId: String(ELI), accessToken })
      return (await site.relogin(api, accessToken)).status
    },
  },
  wrongStatusForUnknown: {
    isRight: 404,
    isWrong: 500,
    look: async () => (await site.exchange(api, 'A'.repeat(43))).status,
  },
  nullForAbsent: {
    isRight: { userId: ELI },
    isWrong: { userId: ELI, accessToken: null, inappToken: null },
    look: async () => (await site.exchange(api, site.login())).body,
  },
}

test.each(Object.keys(symptoms))('%s shows', async (name) => {
  const defect = Object.keys(symptoms).find((one) => one === name)
  const symptom = Object.entries(symptoms).find(([one]) => one === defect)?.[1]
  if (!symptom) throw new Error('no such defect')
  expect(await symptom.look()).toEqual(symptom.isRight)
  Object.assign(site.behaviour, { crmDefect: name })
  expect(await symptom.look()).toEqual(symptom.isWrong)
})
