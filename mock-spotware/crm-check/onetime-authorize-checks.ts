import {
  anyRefusal,
  describe,
  integerIn,
  objectOf,
  refusal,
  success,
  unknownToken,
} from './answer-rules'
import type { Check } from './check'
import { met, NotChecked, tolerable, unmet } from './finding'
import { madeUpToken, SHAPELESS_TOKEN, tokenLike } from './made-up-token'
import { tokenCallChecks } from './token-call-checks'

const TITLE = 'onetime/authorize'
const USES_AT_ONCE = 10

export const onetimeAuthorizeChecks: Check[] = [
  {
    name: `${TITLE}: success`,
    expected: '200 {userId: integer} + accessToken?, inappToken?: string',
    mark: 'S',
    where: 'API call 4.2',
    look: async (crm) => {
      const { answer } = await crm.firstExchangeOfAny()
      const optional = { accessToken: 'string', inappToken: 'string' } as const
      return success(answer, { userId: 'integer' }, optional)
    },
  },
  {
    name: `${TITLE}: the expected user`,
    expected: 'the userId of --user-id',
    mark: 'S',
    where: 'API call 4.2',
    look: async (crm) => {
      const { userId } = crm.settings
      if (userId === undefined) throw new NotChecked('needs --user-id')
      const { answer } = await crm.firstExchangeOfAny()
      if (answer.status !== 200) return unmet(describe(answer))
      return integerIn(answer, 'userId') === userId ? met('that userId') : unmet('another userId')
    },
  },
  {
    name: `${TITLE}: accessToken with "keep me logged in"`,
    expected: '200 with an accessToken',
    mark: 'S',
    where: 'API call 4.2',
    look: async (crm) => {
      const { answer } = await crm.firstExchange('keep')
      const required = { userId: 'integer', accessToken: 'string' } as const
      return success(answer, required, { inappToken: 'string' })
    },
  },
  {
    name: `${TITLE}: no accessToken without "keep me logged in"`,
    expected: '200 without an accessToken',
    mark: 'S',
    where: 'API call 4.2',
    look: async (crm) => {
      const { answer } = await crm.firstExchange('plain')
      if (objectOf(answer)?.accessToken === null)
        return tolerable(`${describe(answer)}, not absent`)
      return success(answer, { userId: 'integer' }, { inappToken: 'string' })
    },
  },
  {
    name: `${TITLE}: second use`,
    expected: '404',
    mark: 'S',
    where: 'API call 4.2 (one-time), broker-sso §8',
    look: async (crm) => {
      const { code, answer } = await crm.firstExchangeOfAny()
      if (answer.status !== 200) throw new NotChecked('its first use failed')
      return refusal(await crm.exchange(code), { statuses: [404], tolerated: [400, 403, 410, 417] })
    },
  },
  {
    name: `${TITLE}: ${USES_AT_ONCE} uses at once`,
    expected: 'exactly one is 200',
    mark: 'S',
    where: 'API call 4.2 (one-time), broker-sso §8',
    look: async (crm) => {
      await crm.crmApiToken()
      const code = await crm.anyOneTimeToken()
      const uses = Array.from({ length: USES_AT_ONCE }, () => crm.exchange(code))
      const statuses = (await Promise.all(uses)).map(({ status }) => status)
      const taken = statuses.filter((status) => status === 200).length
      const odd = statuses.find((status) => status !== 200 && (status < 400 || status >= 500))
      if (odd !== undefined) return unmet(`${taken} of ${USES_AT_ONCE} are 200, one is ${odd}`)
      return { isMet: taken === 1, got: `${taken} of ${USES_AT_ONCE} are 200` }
    },
  },
  {
    name: `${TITLE}: code that was never issued`,
    expected: '404 or 417 (the documents only hint)',
    mark: 'D',
    where: 'broker-sso §2.2, §3',
    look: async (crm) => {
      const code = crm.canSignIn ? tokenLike((await crm.firstExchangeOfAny()).code) : madeUpToken()
      return refusal(await crm.exchange(code), unknownToken)
    },
  },
  {
    name: `${TITLE}: code of an impossible form`,
    expected: '417 or 404 (the documents only hint)',
    mark: 'D',
    where: 'broker-sso §2.2, §3',
    look: async (crm) => refusal(await crm.exchange(SHAPELESS_TOKEN), unknownToken),
  },
  {
    name: `${TITLE}: a long-term token as code`,
    expected: 'refused',
    mark: 'I',
    where: 'broker-sso §8',
    look: async (crm) => {
      const { accessToken } = await crm.keptLoggedIn()
      return anyRefusal(await crm.exchange(accessToken))
    },
  },
  ...tokenCallChecks({
    endpoint: 'onetimeAuthorize',
    title: TITLE,
    requiredKey: 'code',
    goodBody: async (crm) => ({ code: (await crm.spareOneTimeToken()) ?? madeUpToken() }),
  }),
]
