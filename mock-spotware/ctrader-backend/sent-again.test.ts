import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import type { MockSpotware } from '@/mock-spotware/start'
import { callBackend, managerToken, md5 } from '@/mock-spotware/testing/manager-client'
import { startTestMock } from '@/mock-spotware/testing/start-test-mock'

const traderSchema = z.object({ login: z.int() })

let mock: MockSpotware
let stateFile: string

beforeEach(async () => {
  stateFile = join(tmpdir(), `mock-spotware-again-${process.pid}-${Date.now()}.json`)
  mock = await startTestMock({ stateFile })
})
afterEach(async () => {
  await mock.close()
  for (const end of ['', '.issued']) await rm(`${stateFile}${end}`, { force: true })
})

async function post(path: string, body: unknown) {
  return callBackend(mock, 'POST', path, { token: await managerToken(mock), body })
}

test('what was done is done once, also when it is sent again after a restart', async () => {
  const person = { brokerCrmName: 'harbourlanecrm', email: 'pat@example.com' }
  const order = {
    accessRights: 'FULL_ACCESS',
    accountType: 'HEDGED',
    balance: '10',
    brokerName: 'harbourlane',
    depositCurrency: 'EUR',
    groupName: 'default',
    hashedPassword: md5('of the account'),
    leverageInCents: 3_000,
    totalMarginCalculationType: 'MAX',
    environmentName: 'demo',
    externalId: 'order-1',
  }
  const created = await post('/oauth2/ctid/create', person)
  const opened = await post('/webserv/traders', order)
  const { login } = traderSchema.parse(opened.body)
  const payment = { amount: '33', type: 'DEPOSIT', externalId: 'payment-1' }
  const booked = await post(`/webserv/traders/${login}/changebalance`, payment)
  expect(booked.body).toMatchObject({ balance: '43.00' })

  await mock.close()
  mock = await startTestMock({ stateFile })
  expect(await post('/oauth2/ctid/create', person)).toEqual(created)
  expect(await post('/webserv/traders', order)).toEqual(opened)
  expect(await post(`/webserv/traders/${login}/changebalance`, payment)).toEqual(booked)
})
