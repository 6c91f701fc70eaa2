import { badRequest, describe, notAuthenticated, refusal, success, textIn } from './answer-rules'
import type { Check } from './check'
import { met, unmet } from './finding'
import { madeUpToken } from './made-up-token'

export const crmApiTokenChecks: Check[] = [
  {
    name: 'crmApiToken: success',
    expected: '200 {crmApiToken: string}',
    mark: 'S',
    where: 'API call 4.1',
    look: async (crm) => {
      const { password } = crm.settings
      return success(await crm.call('crmApiToken', { body: { password } }), {
        crmApiToken: 'string',
      })
    },
  },
  {
    name: 'crmApiToken: never repeated',
    expected: 'another token every time',
    mark: 'S',
    where: 'API call 4.1',
    look: async (crm) => {
      const [first, second] = [await crm.freshCrmApiToken(), await crm.freshCrmApiToken()]
      return first === second ? unmet('the same token twice') : met('two different tokens')
    },
  },
  {
    name: 'crmApiToken: several are valid at once',
    expected: 'both of two tokens work',
    mark: 'I',
    where: 'broker-sso §8',
    look: async (crm) => {
      const tokens = [await crm.freshCrmApiToken(), await crm.freshCrmApiToken()]
      const answers = []
      for (const token of tokens) answers.push(await crm.exchange(madeUpToken(), token))
      const refused = answers.find(({ status }) => status === 401 || status === 403)
      return refused ? unmet(`one is refused: ${describe(refused)}`) : met('both are taken')
    },
  },
  {
    name: 'crmApiToken: missing password',
    expected: '400',
    mark: 'D',
    where: 'broker-sso §2.1',
    look: async (crm) => refusal(await crm.call('crmApiToken', { body: {} }), badRequest),
  },
  {
    name: 'crmApiToken: password that is no string',
    expected: '400',
    mark: 'I',
    where: 'broker-sso §8',
    look: async (crm) =>
      refusal(await crm.call('crmApiToken', { body: { password: { is: ['wrong'] } } }), badRequest),
  },
  {
    name: 'crmApiToken: wrong password',
    expected: '403 CH_CLIENT_AUTH_FAILURE',
    mark: 'D',
    where: 'broker-sso §2.1, §3',
    look: async (crm) => {
      const answer = await crm.call('crmApiToken', { body: { password: madeUpToken() } })
      const wasGiven = textIn(answer, 'crmApiToken') !== undefined
      return wasGiven ? unmet(describe(answer)) : refusal(answer, notAuthenticated)
    },
  },
  {
    name: 'crmApiToken: malformed JSON',
    expected: '400',
    mark: 'D',
    where: 'broker-sso §3',
    look: async (crm) => refusal(await crm.call('crmApiToken', { rawBody: '{"pass' }), badRequest),
  },
  {
    name: 'crmApiToken: wrong content type',
    expected: '400',
    mark: 'I',
    where: 'broker-sso §8',
    look: async (crm) => {
      const { password } = crm.settings
      return refusal(
        await crm.call('crmApiToken', { body: { password }, contentType: 'text/plain' }),
        badRequest,
      )
    },
  },
  {
    name: 'crmApiToken: unknown keys',
    expected: 'ignored',
    mark: 'I',
    where: 'broker-sso §8',
    look: async (crm) => {
      const body = { password: crm.settings.password, somethingNew: 1 }
      const answer = await crm.call('crmApiToken', { query: { somethingNew: '1' }, body })
      return success(answer, { crmApiToken: 'string' })
    },
  },
]
