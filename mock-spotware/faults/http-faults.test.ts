import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { MockSpotware } from '@/mock-spotware/start'
import { control, grantTo, startTestMock } from '@/mock-spotware/testing/start-test-mock'

const TOKEN = '* /apps/token'

let mock: MockSpotware

beforeAll(async () => {
  mock = await startTestMock()
})
afterAll(() => mock.close())
afterEach(() => control(mock, 'POST', '/control/reset'))

const ruleSchema = z.object({ id: z.string(), hits: z.number(), remaining: z.number().nullable() })
const listSchema = z.object({
  faults: z.array(ruleSchema.extend({ waiting: z.number(), state: z.string() })),
})

async function order(fault: Record<string, unknown>, at = mock) {
  const { status, body } = await control(at, 'POST', '/control/faults', {
    endpoint: TOKEN,
    ...fault,
  })
  expect(status, JSON.stringify(body)).toBe(201)
  return ruleSchema.parse(body)
}

async function listed(at = mock) {
  return listSchema.parse((await control(at, 'GET', '/control/faults')).body).faults
}

function refresh(refreshToken: string, signal?: AbortSignal): Promise<Response> {
  const query = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: mock.clientId,
    client_secret: mock.clientSecret,
  })
  return fetch(`${mock.tokenUrl}?${query}`, { signal })
}

/** A token request without anything in it: refused, as long as nothing goes wrong. */
async function refusal(at = mock): Promise<number> {
  return (await fetch(at.tokenUrl)).status
}

/** All that comes back on a bare socket until the other side hangs up. */
async function rawAnswer(path: string): Promise<string> {
  const socket = connect(mock.ports.http, '127.0.0.1')
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
  const answer = text(socket)
  await once(socket, 'close')
  return answer
}

test('delay: the answer comes later than asked for, and is the normal one', async () => {
  const { refreshToken } = await grantTo(mock, 'ana')
  await order({ kind: 'delay', ms: 300, times: 1 })
  const startedAt = performance.now()
  const answer = await refresh(refreshToken)
  expect(performance.now() - startedAt).toBeGreaterThan(290)
  expect(answer.status).toBe(200)
})

test('status: with a body of our own or the usual one of the server', async () => {
  await order({ kind: 'status', status: 429, body: '{"slow":true}', times: 1 })
  await order({ kind: 'status', status: 503, endpoint: 'crm *' })
  const answer = await fetch(mock.tokenUrl)
  expect([answer.status, await answer.json()]).toEqual([429, { slow: true }])
  const crm = await fetch(`${mock.crmUrl}/oauth2/crmApiToken`, { method: 'POST', body: '{}' })
  expect(crm.status).toBe(503)
  expect(crm.headers.get('content-type')).toContain('application/json')
})

test.each([200, 502])('html: a page with status %i', async (status) => {
  await order({ kind: 'html', status })
  const answer = await fetch(mock.tokenUrl)
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toContain('text/html')
  expect(await answer.text()).toContain('<h1>')
})

test('errorCode: status 200 and an error all the same; nothing was carried out', async () => {
  const { refreshToken } = await grantTo(mock, 'ana')
  await order({ kind: 'errorCode', errorCode: 'INTERNAL', description: 'Later', times: 1 })
  const answer = await refresh(refreshToken)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({ errorCode: 'INTERNAL', description: 'Later' })
  expect((await refresh(refreshToken)).status).toBe(200)
})

test('truncated: the body is shorter than announced', async () => {
  await order({ kind: 'truncated' })
  const [head = '', body = ''] = (await rawAnswer('/apps/token')).split('\r\n\r\n')
  const announced = Number(/content-length: (\d+)/i.exec(head)?.[1])
  expect(announced).toBeGreaterThan(body.length)
  expect(body.length).toBeGreaterThan(0)
  await expect(fetch(mock.tokenUrl).then((answer) => answer.text())).rejects.toThrow()
})

test('dropBefore: not a byte comes back and nothing happened', async () => {
  const { refreshToken } = await grantTo(mock, 'ana')
  await order({ kind: 'dropBefore', times: 2 })
  await expect(refresh(refreshToken)).rejects.toThrow()
  expect(await rawAnswer('/apps/token').catch(() => '')).toBe('')
  expect((await refresh(refreshToken)).status).toBe(200)
})

test('dropAfter: the answer is lost, but the token was rotated', async () => {
  const { accessToken, refreshToken } = await grantTo(mock, 'ana')
  const { id } = await order({ kind: 'dropAfter', times: 1 })
  await expect(refresh(refreshToken)).rejects.toThrow()
  expect((await refresh(refreshToken)).status).toBe(400)
  expect(mock.world.grants.findByAccessToken(accessToken, mock.clientId).status).toBe('unknown')
  expect(mock.world.requests.all().at(0)).toMatchObject({ status: 200, fault: id })
})

describe('hang', () => {
  async function waitForHanging(count: number) {
    await expect.poll(async () => (await listed())[0]?.waiting).toBe(count)
  }

  test('ends with the normal answer when cleared, not before it is carried out', async () => {
    const { refreshToken } = await grantTo(mock, 'ana')
    const { id } = await order({ kind: 'hang', times: 1 })
    const answer = refresh(refreshToken)
    await waitForHanging(1)
    expect(mock.world.grants.living()[0]?.refreshToken).toBe(refreshToken)
    const cleared = await fetch(`${mock.controlUrl}/control/faults/${id}`, { method: 'DELETE' })
    expect(await cleared.json()).toEqual({ cleared: 1 })
    expect((await answer).status).toBe(200)
  })

  test('ends when the client gives up, and then nothing is carried out', async () => {
    const { refreshToken } = await grantTo(mock, 'ana')
    await order({ kind: 'hang', times: 1 })
    const client = new AbortController()
    const answer = refresh(refreshToken, client.signal).catch(() => 'gave up')
    await waitForHanging(1)
    client.abort()
    expect(await answer).toBe('gave up')
    await waitForHanging(0)
    expect((await refresh(refreshToken)).status).toBe(200)
  })

  test('does not outlive the mock', async () => {
    const other = await startTestMock()
    await order({ kind: 'hang' }, other)
    const answer = fetch(other.tokenUrl).catch(() => 'cut off')
    await expect.poll(async () => (await listed(other))[0]?.waiting).toBe(1)
    await other.close()
    expect(await answer).toBe('cut off')
  })
})

test('maintenance: 503 everywhere at cTrader but not at the CRM, until the clock has passed it', async () => {
  await order({ endpoint: '*', kind: 'maintenance', minutes: 15 })
  const refused = await fetch(mock.tokenUrl)
  expect(refused.status).toBe(503)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800)
  expect((await fetch(`${mock.crmUrl}/oauth2/crmApiToken`, { method: 'POST' })).status).not.toBe(
    503,
  )
  expect((await fetch(mock.controlUrl)).status).toBe(200)
  await control(mock, 'POST', '/control/clock', { advance: '14m' })
  expect(await refusal()).toBe(503)
  await control(mock, 'POST', '/control/clock', { advance: '61s' })
  expect(await refusal()).toBe(400)
})

describe('which requests are hit', () => {
  test('skip lets the first ones pass, times ends it, and the list counts', async () => {
    await order({ kind: 'status', status: 500, skip: 1, times: 2 })
    const statuses = []
    for (let sent = 0; sent < 5; sent += 1) statuses.push(await refusal())
    expect(statuses).toEqual([400, 500, 500, 400, 400])
    expect(await listed()).toMatchObject([{ hits: 2, remaining: 0, state: 'spent' }])
  })

  test('probability picks the same requests again with the same seed', async () => {
    const pattern = async (seed: string) => {
      const other = await startTestMock({ seed })
      await order({ kind: 'status', status: 500, probability: 0.5 }, other)
      const statuses = []
      for (let sent = 0; sent < 40; sent += 1) statuses.push(await refusal(other))
      await other.close()
      return statuses.join(' ')
    }
    const [first, again, different] = [await pattern('a'), await pattern('a'), await pattern('b')]
    expect(again).toBe(first)
    expect(different).not.toBe(first)
    expect(new Set(first.split(' '))).toEqual(new Set(['400', '500']))
  })

  test('a method or a beginning of the path; the oldest fault that fits counts', async () => {
    await order({ endpoint: 'POST /apps/token', kind: 'status', status: 501 })
    await order({ endpoint: '* /apps/*', kind: 'status', status: 502 })
    expect(await refusal()).toBe(502)
    expect((await fetch(mock.tokenUrl, { method: 'POST' })).status).toBe(501)
  })

  test('clearing all and a reset bring everything back', async () => {
    await order({ kind: 'status', status: 500 })
    await fetch(`${mock.controlUrl}/control/faults`, { method: 'DELETE' })
    expect(await refusal()).toBe(400)
    await order({ kind: 'status', status: 500 })
    await control(mock, 'POST', '/control/reset')
    expect(await refusal()).toBe(400)
    expect(await listed()).toEqual([])
  })
})

test.each([
  [{ kind: 'explode' }, 'kind must be one of delay'],
  [{ kind: 'delay' }, 'ms'],
  [{ kind: 'delay', ms: -1 }, 'ms'],
  [{ kind: 'delay', ms: 1, seconds: 1 }, 'seconds'],
  [{ kind: 'status', status: 99 }, 'status'],
  [{ kind: 'halfOpen' }, 'halfOpen does not fit * /apps/token'],
  [{ kind: 'hang', endpoint: 'ProtoOADealListReq' }, 'hang does not fit'],
  [{ kind: 'hang', endpoint: '*' }, 'hang does not fit'],
  [{ kind: 'delay', ms: 1, endpoint: 'open-api connect' }, 'delay does not fit'],
  [{ kind: 'hang', endpoint: 'ProtoOANothingReq' }, 'there is no request'],
  [{ kind: 'hang', endpoint: 'apps/token' }, 'must be like'],
  [{ kind: 'hang', endpoint: 'POST /control/faults' }, 'never hit'],
  [{ kind: 'hang', times: 0 }, 'times'],
  [{ kind: 'hang', probability: 2 }, 'probability'],
  [{ kind: 'hang', accountId: 1 }, 'accountId'],
  [{ kind: 'hang', environment: 'demo' }, 'environment'],
  [{ kind: 'maintenance' }, 'minutes'],
  [{ kind: 'maintenance', minutes: 1, endsAt: '2030-01-01T00:00:00Z' }, 'minutes'],
])('%j is refused and says why', async (fault, reason) => {
  const answer = await control(mock, 'POST', '/control/faults', { endpoint: TOKEN, ...fault })
  expect(answer.status).toBe(400)
  expect(answer.body).toEqual({ error: expect.stringContaining(reason) })
})

test('a fault that is not there cannot be cleared', async () => {
  const answer = await fetch(`${mock.controlUrl}/control/faults/none-1`, { method: 'DELETE' })
  expect(answer.status).toBe(404)
})
