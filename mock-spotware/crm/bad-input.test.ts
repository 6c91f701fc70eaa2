import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { ELI, startTestCrm, type TestCrm } from './testing/start-test-crm'

/** In a soak that many times more. */
const RUNS = 200 * (Number(process.env.SOAK_FACTOR) || 1)

const errorSchema = z.strictObject({
  error: z.string().min(1),
  message: z.string().min(1),
  code: z
    .enum([
      'MISSING_REQUIRED_PARAMETER',
      'CH_CLIENT_AUTH_FAILURE',
      'CH_INSUFFICIENT_PERMISSIONS',
      'CID_TOKEN_EXPIRED',
      'CID_NON_EXISTED_TOKEN',
    ])
    .optional(),
})

let site: TestCrm
let api: string

beforeAll(async () => {
  site = await startTestCrm()
  api = await site.authenticate()
})
afterAll(() => site.close())

const calls = [
  '/oauth2/crmApiToken',
  '/cid/oauth2/crmApiToken',
  '/oauth2/onetime/authorize',
  '/oauth2/authorize',
  '/oauth2/onetime/generate',
  '/oauth2/logout',
]
const pages = [
  '/',
  '/auth/login',
  '/account/create',
  '/inapp/deposit',
  '/inapp/withdrawal',
  '/inapp/kyc',
]

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constant('A'.repeat(43)))
const value = fc.oneof(text, fc.integer(), fc.constant(ELI), fc.jsonValue({ maxDepth: 3 }))
const names = fc.constantFrom(
  'password',
  'code',
  'accessToken',
  'userId',
  'token',
  'account',
  'step',
  'email',
  'csrf',
  'attempt',
  'amount',
  'firstLogin',
  'theme',
  'partnerId',
  '__proto__',
)
const body = fc.oneof(
  fc.dictionary(names, value).map((fields) => JSON.stringify(fields)),
  fc.json(),
  text,
  fc.dictionary(names, text).map((fields) => String(new URLSearchParams(wellFormed(fields)))),
)
const contentType = fc.constantFrom(
  'application/json',
  'application/json; charset=utf-8',
  'APPLICATION/JSON',
  'application/x-www-form-urlencoded',
  'text/plain',
  'multipart/form-data; boundary=x',
  '',
  ';',
)
const request = fc.record({
  method: fc.constantFrom('POST', 'POST', 'POST', 'PUT', 'GET', 'DELETE', 'PATCH'),
  query: fc.dictionary(names, text),
  isAuthenticated: fc.boolean(),
  contentType,
  body,
})

/** Half a surrogate pair cannot travel in a URL. */
function wellFormed(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, one]) => [name, Buffer.from(one).toString()]),
  )
}

async function send(
  path: string,
  wanted: typeof request extends fc.Arbitrary<infer R> ? R : never,
) {
  const { method, query, isAuthenticated, contentType: type } = wanted
  const parameters = new URLSearchParams(wellFormed(query))
  if (isAuthenticated) parameters.set('crmApiToken', api)
  const response = await fetch(`${site.url}${path}?${parameters}`, {
    method,
    headers: { 'content-type': type },
    body: method === 'GET' ? undefined : wanted.body,
    redirect: 'manual',
  })
  return { status: response.status, answer: await response.text() }
}

test('whatever is sent, the five endpoints answer as documented', async () => {
  const path = fc.oneof(
    fc.constantFrom(...calls),
    fc.webPath().map((one) => `/oauth2${one}`),
  )
  await fc.assert(
    fc.asyncProperty(path, request, async (called, wanted) => {
      const { status, answer } = await send(called, wanted)
      expect([200, 400, 403, 404, 405, 410, 417]).toContain(status)
      if (status === 200) return
      errorSchema.parse(JSON.parse(answer))
    }),
    { numRuns: RUNS },
  )
})

test('whatever is sent, the pages stay pages and let nobody in', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...pages), request, async (path, wanted) => {
      const { status, answer } = await send(path, wanted)
      expect([200, 400, 401, 403, 404, 405, 410, 417]).toContain(status)
      if (status === 405) errorSchema.parse(JSON.parse(answer))
      else expect(answer).toMatch(/^<!doctype html>[\s\S]*<\/html>\s*$/)
    }),
    { numRuns: RUNS },
  )
})

test('paths that are none are refused in the same form', async () => {
  await fc.assert(
    fc.asyncProperty(fc.webPath({ size: 'medium' }), async (path) => {
      const response = await fetch(`${site.url}/x${path}`)
      expect(response.status).toBe(404)
      errorSchema.parse(await response.json())
    }),
    { numRuns: RUNS },
  )
})

test('after all of it the CRM still does its work', async () => {
  site.clock.advance(60_000)
  const token = await site.authenticate()
  expect((await site.exchange(token, site.login())).body).toEqual({ userId: ELI })
})
