import { anyRefusal, badRequest, describe, notAuthenticated, refusal } from './answer-rules'
import type { Check } from './check'
import type { CrmUnderTest } from './crm-under-test'
import { type Finding, met, unmet } from './finding'
import type { Answer } from './http-answer'
import { madeUpToken } from './made-up-token'

const TITLE = 'logout'

function noOutput(answer: Answer): Finding {
  const got = describe(answer)
  if (answer.status !== 200) return unmet(got)
  return answer.body === '' ? met(got) : unmet(`${got}, though there is no output`)
}

async function kept(crm: CrmUnderTest) {
  const { userId, accessToken } = await crm.keptLoggedIn()
  return { userId: String(userId), accessToken }
}

/** The finding, unless the long-term token no longer works. */
async function andStillLoggedIn(
  crm: CrmUnderTest,
  accessToken: string,
  finding: Finding,
): Promise<Finding> {
  const answer = await crm.verify(accessToken)
  if (answer.status === 200) return finding
  return unmet(`${finding.got}; the accessToken is then refused: ${describe(answer)}`)
}

/** In this order: the last ones end the login that the first ones need. */
export const logoutChecks: Check[] = [
  {
    name: `${TITLE}: wrong crmApiToken`,
    expected: '403 CH_CLIENT_AUTH_FAILURE, and nobody is logged out',
    mark: 'D',
    where: 'broker-sso §7.3, §8',
    look: async (crm) => {
      const query = await kept(crm)
      const answer = await crm.logOut({ ...query, crmApiToken: madeUpToken() })
      return andStillLoggedIn(crm, query.accessToken, refusal(answer, notAuthenticated))
    },
  },
  {
    name: `${TITLE}: missing crmApiToken`,
    expected: '403 (or 400), and nobody is logged out',
    mark: 'D',
    where: 'broker-sso §7.3',
    look: async (crm) => {
      const query = await kept(crm)
      const answer = await crm.call('logout', { query })
      const finding = refusal(answer, { statuses: [403, 400], tolerated: [401] })
      return andStillLoggedIn(crm, query.accessToken, finding)
    },
  },
  {
    name: `${TITLE}: missing userId`,
    expected: '400',
    mark: 'I',
    where: 'broker-sso §8',
    look: async (crm) => {
      const { accessToken } = await kept(crm)
      return refusal(await crm.logOut({ accessToken }), badRequest)
    },
  },
  {
    name: `${TITLE}: accessToken of another user`,
    expected: '200, and the token still works',
    mark: 'I',
    where: 'broker-sso §8',
    look: async (crm) => {
      const { userId, accessToken } = await kept(crm)
      const other = String(Number(userId) + 1_000_003)
      const answer = await crm.logOut({ userId: other, accessToken })
      return andStillLoggedIn(crm, accessToken, noOutput(answer))
    },
  },
  {
    name: `${TITLE}: without accessToken`,
    expected: '200, and the long-term tokens still work',
    mark: 'I',
    where: 'broker-sso §2.5',
    look: async (crm) => {
      const { userId, accessToken } = await kept(crm)
      return andStillLoggedIn(crm, accessToken, noOutput(await crm.logOut({ userId })))
    },
  },
  {
    name: `${TITLE}: success`,
    expected: '200, no body',
    mark: 'S',
    where: 'API call 4.5',
    look: async (crm) => noOutput(await crm.logOut(await kept(crm))),
  },
  {
    name: `${TITLE}: the accessToken is dead afterwards`,
    expected: 'refused by authorize',
    mark: 'S',
    where: 'API call 4.5 (its purpose)',
    look: async (crm) => anyRefusal(await crm.verify((await kept(crm)).accessToken)),
  },
  {
    name: `${TITLE}: again`,
    expected: '200, no body',
    mark: 'I',
    where: 'broker-sso §8',
    look: async (crm) => noOutput(await crm.logOut(await kept(crm))),
  },
  {
    name: `${TITLE}: by POST, as in the example`,
    expected: '200, no body, and the accessToken is dead',
    mark: 'I',
    where: 'broker-sso §2.5, §9.1',
    look: async (crm) => {
      const { userId, accessToken } = await crm.keptLoggedInAnew()
      const finding = noOutput(await crm.logOut({ userId: String(userId), accessToken }, 'POST'))
      const later = await crm.verify(accessToken)
      if (later.status !== 200) return finding
      return finding.isMet ? unmet(`${finding.got}; the accessToken still works`) : finding
    },
  },
]
