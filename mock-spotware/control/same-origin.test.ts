import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MockSpotware } from '@/mock-spotware/start'
import { startTestMock } from '@/mock-spotware/testing/start-test-mock'

let mock: MockSpotware

beforeAll(async () => {
  mock = await startTestMock()
})
afterAll(() => mock.close())

function reset(headers: Record<string, string>, body = '{}') {
  return fetch(`${mock.controlUrl}/control/reset`, { method: 'POST', headers, body })
}

test.each(['http://evil.example', 'null', 'http://localhost:1', 'https://127.0.0.1'])(
  'a page at %s is refused, whatever it sends',
  async (origin) => {
    const json = await reset({ origin, 'content-type': 'application/json' })
    expect(json.status).toBe(403)
    const read = await fetch(`${mock.controlUrl}/control/issued`, { headers: { origin } })
    expect(read.status).toBe(403)
  },
)

test('the own page may send JSON and no form', async () => {
  const origin = mock.controlUrl
  expect((await reset({ origin, 'content-type': 'application/json' })).status).toBe(200)
  expect((await reset({ origin, 'content-type': 'text/plain' })).status).toBe(415)
  expect((await reset({ origin, 'content-type': 'application/jsonp' })).status).toBe(415)
})

test('what is no browser needs neither', async () => {
  expect((await reset({ 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(200)
})

test('bad bodies have a status and a reason', async () => {
  const json = { 'content-type': 'application/json' }
  for (const [body, status] of [
    ['{"a":', 400],
    ['x'.repeat(200_000), 413],
  ] as const) {
    const answer = await fetch(`${mock.controlUrl}/control/cash`, {
      method: 'POST',
      headers: json,
      body,
    })
    expect(answer.status).toBe(status)
    expect(await answer.json()).toEqual({ error: expect.any(String) })
  }
})

test('no other site may frame the panel', async () => {
  const { headers } = await fetch(mock.controlUrl)
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
})
