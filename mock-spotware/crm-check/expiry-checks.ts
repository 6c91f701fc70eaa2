import { describe, refusal } from './answer-rules'
import type { Check } from './check'
import type { CrmUnderTest } from './crm-under-test'
import { met, NotChecked, unmet } from './finding'
import { madeUpToken } from './made-up-token'
import type { PassingTime } from './passing-time'

const A_WEEK_SECONDS = 7 * 24 * 3_600
const expired = { statuses: [410], code: 'CID_TOKEN_EXPIRED', tolerated: [404, 417] }

function timeOf(crm: CrmUnderTest, seconds: number | undefined, option: string) {
  const { time } = crm.settings
  if (!time || seconds === undefined) throw new NotChecked(`needs ${option}`)
  return { time, seconds }
}

function skippable(time: PassingTime | undefined): PassingTime {
  if (!time?.canSkip) throw new NotChecked('takes a week: needs --advance-command')
  return time
}

/** Before anybody is logged out, which may end the one-time tokens that were handed over. */
export const oneTimeTokenExpiryChecks: Check[] = [
  {
    name: 'onetime/authorize: expired code',
    expected: '410 CID_TOKEN_EXPIRED',
    mark: 'D',
    where: 'broker-sso §3',
    look: async (crm) => {
      const { time, seconds } = timeOf(crm, crm.settings.oneTimeTokenSeconds, '--wait-expiry')
      await crm.crmApiToken()
      const code = await crm.anyOneTimeToken()
      await time.pass(seconds)
      return refusal(await crm.exchange(code), expired)
    },
  },
]

/** Last: so much time leaves nothing of what was there before. */
export const longTermExpiryChecks: Check[] = [
  {
    name: 'crmApiToken: lives for a week',
    expected: 'still taken after a week less a minute',
    mark: 'S',
    where: 'API call 4.1',
    look: async (crm) => {
      const time = skippable(crm.settings.time)
      const crmApiToken = await crm.freshCrmApiToken()
      await time.pass(A_WEEK_SECONDS - 60)
      const answer = await crm.exchange(madeUpToken(), crmApiToken)
      crm.forgetCrmApiToken()
      const isTaken = [400, 404, 410, 417].includes(answer.status)
      return isTaken ? met('still taken') : unmet(describe(answer))
    },
  },
  {
    name: 'authorize: expired accessToken',
    expected: '410 CID_TOKEN_EXPIRED',
    mark: 'D',
    where: 'broker-sso §2.3, §3',
    look: async (crm) => {
      const { accessTokenSeconds } = crm.settings
      const { time, seconds } = timeOf(crm, accessTokenSeconds, '--access-token-life')
      const { accessToken } = await crm.keptLoggedInAnew()
      await time.pass(seconds)
      crm.forgetCrmApiToken()
      return refusal(await crm.verify(accessToken), expired)
    },
  },
]
