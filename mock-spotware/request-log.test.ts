import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { MockSpotware } from '@/mock-spotware/start'
import { control, grantTo, startTestMock } from '@/mock-spotware/testing/start-test-mock'

let mock: MockSpotware

beforeAll(async () => {
  mock = await startTestMock()
})
afterAll(() => mock.close())

/** Names secrets go by, in both styles, with values nobody ever issued. */
const names = [
  'crmApiToken',
  'crm_api_token',
  'accessToken',
  'access_token',
  'inappToken',
  'inapp_token',
  'refreshToken',
  'refresh_token',
  'webservToken',
  'token',
  'code',
  'clientSecret',
  'client_secret',
  'password',
  'hashedPassword',
  'hashed_password',
]

async function logged(): Promise<string> {
  const panel = await (await fetch(mock.controlUrl)).text()
  return JSON.stringify((await control(mock, 'GET', '/control/requests')).body) + panel
}

/** By query, by form, by JSON; to both servers, on paths that exist and others. */
async function sendEverywhere(parameters: Record<string, string>) {
  const query = new URLSearchParams(parameters)
  const forms: RequestInit[] = [
    { method: 'POST', body: query },
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...parameters, nested: parameters }),
    },
    { method: 'POST', headers: { 'content-type': 'text/plain' }, body: JSON.stringify(parameters) },
  ]
  const urls = [mock.tokenUrl, `${mock.controlUrl}/nowhere`, `${mock.crmUrl}/oauth2/authorize`]
  for (const url of urls) {
    await fetch(`${url}?${query}`)
    for (const form of forms) await fetch(url, form)
  }
}

test('no secret is in the log, whatever its name or way', async () => {
  const secrets = names.map((name, index) => [name, `very-secret-value-${index}`] as const)
  await sendEverywhere(Object.fromEntries(secrets))
  const text = await logged()
  for (const [, value] of secrets) expect(text).not.toContain(value)
  expect(text).toContain('[redacted]')
  expect(text).toContain('hashed_password')
})

test('what was issued is not even in it under an innocent name or in the path', async () => {
  await grantTo(mock, 'ana')
  const issued = mock.world.issued.all()
  expect(issued.length).toBeGreaterThan(2)
  for (const { value } of issued) {
    await sendEverywhere({ state: `before ${value} after`, [value]: 'a name' })
    await fetch(`${mock.controlUrl}/apps/${encodeURIComponent(value)}`)
  }
  const text = await logged()
  for (const { kind, value } of issued) {
    expect(text.includes(value), `a ${kind} is in the log`).toBe(false)
  }
})

test('entries say which server and which fault', async () => {
  const rule = { endpoint: 'crm *', kind: 'status', status: 503, times: 1 }
  const { body } = await control(mock, 'POST', '/control/faults', rule)
  const { id } = z.object({ id: z.string() }).parse(body)
  await fetch(`${mock.crmUrl}/oauth2/authorize?userId=7`, { method: 'POST' })
  expect(mock.world.requests.all().at(-1)).toMatchObject({
    server: 'crm',
    method: 'POST',
    path: '/oauth2/authorize',
    parameters: { userId: '7' },
    status: 503,
    fault: id,
  })
})
