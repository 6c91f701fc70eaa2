import { afterEach, describe, expect, test } from 'vitest'
import {
  type CrmScript,
  type ScriptedCrm,
  startScriptedCrm,
} from '@/mock-spotware/testing/scripted-crm'
import { CrmClient } from './crm-client'
import { CrmRefusal } from './crm-refusal'

const PASSWORD = 'af34mn0pphg2893nmaf26hmy'
let crm: ScriptedCrm

afterEach(() => crm.close())

/** Gives out api-1, api-2, …; the rest is up to the script. */
function withApiTokens(script: CrmScript): CrmScript {
  let given = 0
  return (call) => {
    if (call.path !== '/oauth2/crmApiToken') return script(call)
    given += 1
    return { status: 200, body: { crmApiToken: `api-${given}` } }
  }
}

async function clientOf(script: CrmScript, timeoutMs?: number) {
  crm = await startScriptedCrm(script)
  return new CrmClient({ crmUrl: () => crm.url, password: PASSWORD, timeoutMs })
}

async function refusalOf(call: Promise<unknown>): Promise<CrmRefusal> {
  const outcome = await call.catch((error: unknown) => error)
  if (!(outcome instanceof CrmRefusal)) throw new Error('it was not refused')
  return outcome
}

const described = () =>
  crm.calls.map(({ method, path, query, body }) => ({
    call: `${method} ${path}`,
    query,
    body: body === '' ? undefined : JSON.parse(body),
  }))

test('the five calls look as the founding document shows them', async () => {
  const client = await clientOf(
    withApiTokens(({ path }) => {
      if (path === '/oauth2/onetime/generate') return { status: 200, body: { token: 'ot-2' } }
      if (path === '/oauth2/logout') return { status: 200 }
      return { status: 200, body: { userId: 10_345_533, accessToken: 'lt', inappToken: 'in' } }
    }),
  )
  expect(await client.authorizeOnce('ot-1')).toEqual({
    userId: 10_345_533,
    accessToken: 'lt',
    inappToken: 'in',
  })
  expect(await client.authorize('lt')).toMatchObject({ userId: 10_345_533, inappToken: 'in' })
  expect(await client.generateOnce(10_345_533, 'in')).toBe('ot-2')
  expect(await client.generateOnce(10_345_533)).toBe('ot-2')
  await client.logOut(10_345_533, 'lt')
  await client.logOut(10_345_533)

  const crmApiToken = 'api-1'
  const generate = { call: 'POST /oauth2/onetime/generate', body: { userId: 10_345_533 } }
  expect(described()).toEqual([
    { call: 'POST /oauth2/crmApiToken', query: {}, body: { password: PASSWORD } },
    { call: 'POST /oauth2/onetime/authorize', query: { crmApiToken }, body: { code: 'ot-1' } },
    { call: 'POST /oauth2/authorize', query: { crmApiToken }, body: { accessToken: 'lt' } },
    { ...generate, query: { crmApiToken, inappToken: 'in' } },
    { ...generate, query: { crmApiToken } },
    {
      call: 'PUT /oauth2/logout',
      query: { crmApiToken, userId: '10345533', accessToken: 'lt' },
      body: undefined,
    },
    { call: 'PUT /oauth2/logout', query: { crmApiToken, userId: '10345533' }, body: undefined },
  ])
  for (const { headers } of crm.calls) {
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      accept: 'application/json',
    })
  }
})

describe('the crmApiToken', () => {
  test('is asked for once, also by calls at the same time', async () => {
    const client = await clientOf(withApiTokens(() => ({ status: 200, body: { userId: 1 } })))
    expect(crm.calls).toEqual([])
    await Promise.all(['a', 'b', 'c'].map((code) => client.authorizeOnce(code)))
    expect(crm.calls.filter(({ path }) => path === '/oauth2/crmApiToken')).toHaveLength(1)
  })

  test('that is refused is replaced, and the call goes through', async () => {
    const client = await clientOf(
      withApiTokens(({ query }) =>
        query.crmApiToken === 'api-1' ? { status: 403 } : { status: 200, body: { userId: 7 } },
      ),
    )
    expect(await client.authorizeOnce('a')).toEqual({ userId: 7 })
    expect(await client.authorizeOnce('b')).toEqual({ userId: 7 })
    expect(crm.calls.map(({ path, query }) => `${path} ${query.crmApiToken}`)).toEqual([
      '/oauth2/crmApiToken undefined',
      '/oauth2/onetime/authorize api-1',
      '/oauth2/crmApiToken undefined',
      '/oauth2/onetime/authorize api-2',
      '/oauth2/onetime/authorize api-2',
    ])
  })

  test('is replaced once and never twice', async () => {
    const client = await clientOf(withApiTokens(() => ({ status: 403 })))
    expect(await refusalOf(client.authorize('lt'))).toMatchObject({ reason: 'forbidden' })
    expect(crm.calls.map(({ path }) => path)).toEqual([
      '/oauth2/crmApiToken',
      '/oauth2/authorize',
      '/oauth2/crmApiToken',
      '/oauth2/authorize',
    ])
  })

  test('that cannot be had ends the call, and is asked for again with the next', async () => {
    const client = await clientOf(() => ({ status: 403 }))
    expect(await refusalOf(client.authorize('lt'))).toMatchObject({ reason: 'forbidden' })
    expect(crm.calls.map(({ path }) => path)).toEqual(['/oauth2/crmApiToken'])
    crm.follow(withApiTokens(() => ({ status: 200, body: { userId: 7 } })))
    expect(await client.authorize('lt')).toEqual({ userId: 7 })
  })
})

describe('a refusal', () => {
  test.each([
    [400, 'badRequest'],
    [404, 'notFound'],
    [410, 'expired'],
    [417, 'invalidToken'],
    [401, 'unexpected'],
    [500, 'unavailable'],
    [503, 'unavailable'],
    [204, 'unexpected'],
  ])('is told from the status %i alone: %s', async (status, reason) => {
    const client = await clientOf(withApiTokens(() => ({ status })))
    for (const call of [client.authorizeOnce('x'), client.authorize('x'), client.generateOnce(1)]) {
      expect(await refusalOf(call)).toMatchObject({ reason })
    }
    expect(await refusalOf(client.logOut(1, 'x'))).toMatchObject({ reason })
  })

  test.each([
    ['no JSON', '<html>Bad day</html>'],
    ['half of it', '{"userId":'],
    ['another key', { id: 1 }],
    ['a userId as text', { userId: '1' }],
    ['a token that is null', { userId: 1, accessToken: null }],
    ['an answer without end', ' '.repeat(70_000)],
  ])('is made of %s', async (_name, body) => {
    const client = await clientOf(withApiTokens(() => ({ status: 200, body })))
    expect(await refusalOf(client.authorizeOnce('x'))).toMatchObject({ reason: 'unexpected' })
  })

  test('is made of a redirect, which no token follows', async () => {
    const client = await clientOf(
      withApiTokens(({ path }) =>
        path === '/elsewhere'
          ? { status: 200, body: { userId: 1 } }
          : { status: 307, headers: { location: '/elsewhere' } },
      ),
    )
    expect(await refusalOf(client.authorizeOnce('x'))).toMatchObject({ reason: 'unexpected' })
    expect(crm.calls.map(({ path }) => path)).not.toContain('/elsewhere')
  })

  test('comes when nothing is answered in time', async () => {
    const client = await clientOf(
      withApiTokens(() => 'silence'),
      100,
    )
    expect(await refusalOf(client.authorize('x'))).toMatchObject({ reason: 'timedOut' })
  })

  test('comes when the line breaks, and when nobody listens', async () => {
    const client = await clientOf(withApiTokens(() => 'hangUp'))
    expect(await refusalOf(client.authorize('x'))).toMatchObject({ reason: 'unreachable' })
    await crm.close()
    expect(await refusalOf(client.authorize('x'))).toMatchObject({ reason: 'unreachable' })
    crm = await startScriptedCrm(() => 'silence')
  })

  test('says nothing of what was sent', async () => {
    const client = await clientOf(withApiTokens(() => ({ status: 404, body: { message: 'lt-1' } })))
    const refusal = await refusalOf(client.authorize('lt-1'))
    const told = `${refusal.stack} ${JSON.stringify(refusal)} ${String(refusal.cause)}`
    for (const secret of ['lt-1', 'api-1', PASSWORD]) expect(told).not.toContain(secret)
  })
})
