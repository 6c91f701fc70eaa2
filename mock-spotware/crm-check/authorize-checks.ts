import { anyRefusal, integerIn, refusal, success, unknownToken } from './answer-rules'
import type { Check } from './check'
import type { CrmUnderTest } from './crm-under-test'
import { NotChecked, unmet } from './finding'
import { madeUpToken, SHAPELESS_TOKEN, tokenLike } from './made-up-token'
import { tokenCallChecks } from './token-call-checks'

const TITLE = 'authorize'

async function verifyKept(crm: CrmUnderTest) {
  const { userId, accessToken } = await crm.keptLoggedIn()
  const answer = await crm.verify(accessToken)
  const finding = success(answer, { userId: 'integer' }, { inappToken: 'string' })
  const isOther = finding.isMet && integerIn(answer, 'userId') !== userId
  return isOther ? unmet(`${finding.got}, another user than at the login`) : finding
}

export const authorizeChecks: Check[] = [
  {
    name: `${TITLE}: success`,
    expected: '200 {userId: integer} + inappToken?: string, the user of the login',
    mark: 'S',
    where: 'API call 4.3',
    look: verifyKept,
  },
  {
    name: `${TITLE}: again with the same accessToken`,
    expected: '200, as it is for the long term',
    mark: 'S',
    where: 'API call 4.3',
    look: verifyKept,
  },
  {
    name: `${TITLE}: accessToken that was never issued`,
    expected: '404 or 417 (the documents only hint)',
    mark: 'D',
    where: 'broker-sso §2.3, §3',
    look: async (crm) => {
      const known = crm.canKeepLoggedIn ? (await crm.keptLoggedIn()).accessToken : undefined
      return refusal(await crm.verify(known ? tokenLike(known) : madeUpToken()), unknownToken)
    },
  },
  {
    name: `${TITLE}: accessToken of an impossible form`,
    expected: '417 or 404 (the documents only hint)',
    mark: 'D',
    where: 'broker-sso §2.3, §3',
    look: async (crm) => refusal(await crm.verify(SHAPELESS_TOKEN), unknownToken),
  },
  {
    name: `${TITLE}: a one-time token as accessToken`,
    expected: 'refused',
    mark: 'I',
    where: 'broker-sso §8',
    look: async (crm) => {
      await crm.crmApiToken()
      const code = await crm.spareOneTimeToken()
      if (code === undefined) throw new NotChecked('needs a --one-time-token-command')
      return anyRefusal(await crm.verify(code))
    },
  },
  ...tokenCallChecks({
    endpoint: 'authorize',
    title: TITLE,
    requiredKey: 'accessToken',
    goodBody: async (crm) => {
      const known = crm.canKeepLoggedIn ? (await crm.keptLoggedIn()).accessToken : undefined
      return { accessToken: known ?? madeUpToken() }
    },
  }),
]
