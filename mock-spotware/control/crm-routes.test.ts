import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MockSpotware } from '@/mock-spotware/start'
import { control, startTestMock } from '@/mock-spotware/testing/start-test-mock'

let mock: MockSpotware

beforeAll(async () => {
  mock = await startTestMock()
})
afterAll(() => mock.close())

const ELI = 4_410_005

test('revoking takes all tokens of one user, and only of those the CRM knows', async () => {
  const { longTermTokens } = mock.world.crm
  const token = longTermTokens.issue(ELI)
  expect(longTermTokens.use(token)).toEqual({ userId: ELI })
  const answer = await control(mock, 'POST', '/control/crm/revoke', { userId: ELI })
  expect(answer).toEqual({ status: 200, body: { userId: ELI, revoked: true } })
  expect(longTermTokens.use(token)).toBe('unknown')
  const unknown = await control(mock, 'POST', '/control/crm/revoke', { userId: 1 })
  expect(unknown.status).toBe(404)
})
