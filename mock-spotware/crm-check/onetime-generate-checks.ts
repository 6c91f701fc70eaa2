import { anyRefusal, describe, refusal, success, textIn } from './answer-rules'
import type { Check } from './check'
import type { CrmUnderTest } from './crm-under-test'
import { type Finding, met, NotChecked, tolerable, unmet } from './finding'
import type { Answer } from './http-answer'
import { madeUpToken } from './made-up-token'
import { tokenCallChecks } from './token-call-checks'

const TITLE = 'onetime/generate'
const OUTPUT = { token: 'string' } as const
/** Nobody is registered under it. */
const UNKNOWN_USER = 2_147_483_646

async function generated(crm: CrmUnderTest): Promise<string> {
  const { userId } = await crm.signedIn()
  const answer = await crm.generate(userId)
  const token = textIn(answer, 'token')
  if (answer.status !== 200 || token === undefined) {
    throw new NotChecked(`no token was generated (${describe(answer)})`)
  }
  return token
}

/** The documents forbid the token, and name no status. */
function noToken(answer: Answer): Finding {
  const { isMet, got } = anyRefusal(answer)
  if (!isMet || textIn(answer, 'token') !== undefined) return unmet(got)
  return answer.status === 403 ? met(got) : tolerable(got)
}

/** The user whose login came with an inappToken. */
async function userWithInappToken(crm: CrmUnderTest): Promise<number> {
  const { userId } = await crm.signedIn()
  if (crm.inappToken === undefined) throw new NotChecked('the CRM hands out no inappToken')
  return userId
}

export const onetimeGenerateChecks: Check[] = [
  {
    name: `${TITLE}: success`,
    expected: '200 {token: string}',
    mark: 'S',
    where: 'API call 4.4',
    look: async (crm) => {
      const { userId } = await crm.signedIn()
      return success(await crm.generate(userId), OUTPUT)
    },
  },
  {
    name: `${TITLE}: never repeated`,
    expected: 'another token every time',
    mark: 'S',
    where: 'API call 4.4 (one-time)',
    look: async (crm) => {
      const [first, second] = [await generated(crm), await generated(crm)]
      return first === second ? unmet('the same token twice') : met('two different tokens')
    },
  },
  {
    name: `${TITLE}: userId as a text`,
    expected: '200 {token: string}',
    mark: 'I',
    where: 'broker-sso §8',
    look: async (crm) => {
      const { userId } = await crm.signedIn()
      return success(await crm.generate(String(userId)), OUTPUT)
    },
  },
  {
    name: `${TITLE}: unknown userId`,
    expected: '404',
    mark: 'D',
    where: 'broker-sso §2.4',
    look: async (crm) => {
      // where an inappToken is demanded, no one can be right for a user who does not exist
      const tolerated = crm.inappToken === undefined ? [] : [403]
      return refusal(await crm.generate(UNKNOWN_USER), { statuses: [404], tolerated })
    },
  },
  {
    name: `${TITLE}: missing inappToken`,
    expected: '403 and no token, once one was handed out',
    mark: 'S',
    where: 'founding text, inappToken; status broker-sso §2.4',
    look: async (crm) => {
      const userId = await userWithInappToken(crm)
      const query = { crmApiToken: await crm.crmApiToken() }
      return noToken(await crm.call('onetimeGenerate', { query, body: { userId } }))
    },
  },
  {
    name: `${TITLE}: wrong inappToken`,
    expected: '403 and no token, once one was handed out',
    mark: 'S',
    where: 'founding text, inappToken; status broker-sso §2.4',
    look: async (crm) => noToken(await crm.generate(await userWithInappToken(crm), madeUpToken())),
  },
  {
    name: `${TITLE}: its token is good for no login`,
    expected: 'refused by onetime/authorize',
    mark: 'I',
    where: 'broker-sso §8',
    look: async (crm) => anyRefusal(await crm.exchange(await generated(crm))),
  },
  ...tokenCallChecks({
    endpoint: 'onetimeGenerate',
    title: TITLE,
    requiredKey: 'userId',
    goodBody: async (crm) => {
      if (crm.canSignIn) return { userId: (await crm.signedIn()).userId }
      return { userId: crm.settings.userId ?? UNKNOWN_USER }
    },
  }),
]
