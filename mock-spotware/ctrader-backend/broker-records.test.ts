import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import type { MockSpotware } from '@/mock-spotware/start'
import { callBackend, managerToken, md5 } from '@/mock-spotware/testing/manager-client'
import { control, startTestMock } from '@/mock-spotware/testing/start-test-mock'

const ELI_CTID = 4_410_005
const traderSchema = z.object({ login: z.int() })

let mock: MockSpotware
let stateFile: string

beforeEach(async () => {
  stateFile = join(tmpdir(), `mock-spotware-${process.pid}-${Date.now()}.json`)
  mock = await startTestMock({ stateFile })
})
afterEach(async () => {
  await mock.close()
  for (const end of ['', '.issued']) await rm(`${stateFile}${end}`, { force: true })
  await rm(`${stateFile}.issued`, { force: true })
})

test('what the broker told survives a restart, but not a reset', async () => {
  const token = await managerToken(mock)
  const hashedPassword = md5('of the account')
  const { body } = await callBackend(mock, 'POST', '/webserv/traders', {
    token,
    body: {
      accessRights: 'FULL_ACCESS',
      accountType: 'NETTED',
      balance: 0,
      brokerName: 'harbourlane',
      depositCurrency: 'GBP',
      groupName: 'default',
      hashedPassword,
      leverageInCents: 10_000,
      totalMarginCalculationType: 'MAX',
      environmentName: 'live',
    },
  })
  const { login } = traderSchema.parse(body)
  const put = (path: string, more: object) =>
    callBackend(mock, 'PUT', path, { token, body: { userId: ELI_CTID, ...more } })
  await put('/oauth2/ctid/acceptAgreement', {})
  await put('/oauth2/ctid/referral', { partnerId: 'ib-1' })

  await mock.close()
  mock = await startTestMock({ stateFile })
  expect(mock.world.brokerRecords.hasAcceptedAgreement(ELI_CTID)).toBe(true)
  expect(mock.world.brokerRecords.partnerId(ELI_CTID)).toBe('ib-1')
  const link = {
    traderLogin: login,
    userId: ELI_CTID,
    brokerName: 'harbourlane',
    environmentName: 'live',
    returnAccountDetails: true,
  }
  // the manager of the last run is not known any more
  const asBefore = await callBackend(mock, 'POST', '/ctid/link', { token, body: link })
  expect(asBefore.status).toBe(403)
  const again = await managerToken(mock)
  const linkWith = (traderPasswordHash: string) =>
    callBackend(mock, 'POST', '/ctid/link', { token: again, body: { ...link, traderPasswordHash } })
  expect((await linkWith(md5('another'))).status).toBe(403)
  expect((await linkWith(hashedPassword)).status).toBe(200)
  const eli = mock.world.people.byCtid(ELI_CTID)
  expect(eli?.accounts.map(({ profile }) => profile.login)).toEqual([2105, login])

  await control(mock, 'POST', '/control/reset')
  expect(mock.world.brokerRecords.kept()).toEqual({
    passwordHashes: [],
    agreements: [],
    partners: [],
  })
})
