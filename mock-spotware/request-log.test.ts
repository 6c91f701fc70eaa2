import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { MockSpotware } from '@/mock-spotware/start'
import { control, grantTo, startTestMock } from '@/mock-spotware/testing/start-test-mock'
import { IssuedSecrets } from './issued-secrets'
import { newToken } from './new-token'
import { Redaction } from './redaction'

let mock: MockSpotware

beforeAll(async () => {
  mock = await startTestMock()
})
afterAll(() => mock.close())

/** Every parameter of both contracts that carries a secret, and styles others might use. */
const names = [
  'crmApiToken',
  'crm_api_token',
  'accessToken',
  'access_token',
  'access-token',
  'inappToken',
  'inapp_token',
  'refreshToken',
  'refresh_token',
  'refresh_tokens',
  'RefreshToken2',
  'webservToken',
  'token',
  'TOKENS',
  'ot',
  'csrf',
  'code',
  'authorization_code',
  'codes',
  'clientSecret',
  'client_secret',
  'password',
  'passwd',
  'hashedPassword',
  'hashed_password',
  'traderPasswordHash',
  'trader_password_hash',
  'tokenHash',
  'unlinkedPasswordHash',
  'password_md5',
]
/** And those that tell what happened and must stay readable. */
const innocent = ['client_id', 'redirect_uri', 'scope', 'grant_type', 'userId', 'traderLogin']

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
  for (const name of names) expect(text).toContain(`"${name}":"[redacted]"`)
})

test.each(innocent)('%s is in it as it came', async (name) => {
  await fetch(`${mock.controlUrl}/nowhere?${name}=plain-value-of-${name}`)
  expect(await logged()).toContain(`"${name}":"plain-value-of-${name}"`)
})

test('no encoding hides a secret', async () => {
  const { refreshToken } = await grantTo(mock, 'ana')
  const encoded = refreshToken.replace(/./g, (one) => `%${one.charCodeAt(0).toString(16)}`)
  const twice = encoded.replaceAll('%', '%25')
  const half = refreshToken.slice(0, 9) + encoded.slice(27)
  for (const form of [encoded, twice, half, `%zz${encoded}%`, `x${refreshToken}x`]) {
    await fetch(`${mock.controlUrl}/nowhere/${form}`)
    await fetch(`${mock.controlUrl}/nowhere?state=${encodeURIComponent(form)}`)
    await fetch(`${mock.controlUrl}/nowhere?%74oken=${refreshToken.slice(0, 40)}`)
  }
  const entries = JSON.stringify(mock.world.requests.all()).replaceAll('%25', '%')
  expect(entries).not.toContain(encoded)
  expect(entries).not.toContain(encoded.slice(27))
  expect(await logged()).not.toContain(refreshToken.slice(0, 40))
})

test('a path without a secret is shown as it came', async () => {
  await fetch(`${mock.controlUrl}/nowhere/%41%zz%2541`)
  expect(mock.world.requests.all().at(-1)).toMatchObject({ path: '/nowhere/%41%zz%2541' })
})

test('twenty thousand secrets are looked for as fast as two', () => {
  const issued = new IssuedSecrets([], () => {})
  const redaction = new Redaction(issued)
  const texts = Array.from({ length: 200 }, (_, index) => `${index}: ${newToken()} and more`)
  const first = issued.issue('accessToken', 0)
  const measure = () => {
    const start = performance.now()
    for (const text of texts) redaction.text(text)
    return performance.now() - start
  }
  measure()
  const before = Math.max(measure(), measure(), measure())
  for (let count = 0; count < 20_000; count += 1) issued.issue('accessToken', 0)
  const after = Math.min(measure(), measure(), measure())
  expect(after).toBeLessThan(before * 5 + 10)
  for (const { value } of [...issued.all().slice(0, 50), { value: first }]) {
    expect(redaction.text(`<${value}>`)).toBe('<[redacted]>')
  }
})

test('of secrets that begin alike the longest is taken out, and short ones are not looked for', () => {
  const issued = new IssuedSecrets([], () => {})
  for (const value of ['secret-one', 'secret-one-and-more', 'tiny', 'p@ss w%rd!']) {
    issued.record('clientSecret', value, 0)
  }
  const redaction = new Redaction(issued)
  expect(redaction.text('a secret-one-and-more b secret-onetiny')).toBe(
    'a [redacted] b [redacted]tiny',
  )
  expect(redaction.text(`q=${encodeURIComponent('p@ss w%rd!')}&`)).toBe('q=[redacted]&')
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
