import { createServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createServer as createTcpServer, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createCertificate } from '@/mock-spotware/certificate'
import { type LoopbackListener, listenOnLoopback } from '@/mock-spotware/loopback-listener'
import { summaryOf, tableOf } from './report'
import { type CheckResult, runChecks } from './run-checks'

const PASSWORD = 'the-password-between-ctrader-and-this-crm'
const listeners: LoopbackListener[] = []

afterEach(async () => {
  await Promise.all(listeners.splice(0).map((listener) => listener.close()))
})

async function listen(server: Server): Promise<string> {
  const listener = await listenOnLoopback(server, 0, 'any free port')
  listeners.push(listener)
  return `http://127.0.0.1:${listener.port}`
}

/** A token source that never runs dry; such servers take or refuse whatever it is. */
const tokens = {
  isEndless: true,
  next: async () => `one-time-token-${Math.random()}`,
}

async function checkAgainst(baseUrl: string, timeoutSeconds = 20): Promise<CheckResult[]> {
  const results = await runChecks({
    baseUrl,
    password: PASSWORD,
    timeoutSeconds,
    plainTokens: tokens,
    keepTokens: tokens,
  })
  expect(summaryOf(results).failed).toBeGreaterThan(0)
  expect(tableOf(results)).not.toContain(PASSWORD)
  return results
}

async function checkServer(answer: RequestListener, timeoutSeconds?: number) {
  return checkAgainst(await listen(createServer(answer)), timeoutSeconds)
}

function resultOf(results: CheckResult[], name: string) {
  return results.find((result) => result.name === name)
}

const success = 'crmApiToken: success'

test('nothing listens: what is asked fails, and what would build on it is not checked', async () => {
  const baseUrl = await listen(createTcpServer())
  await listeners.pop()?.close()
  const results = await checkAgainst(baseUrl)
  expect(resultOf(results, success)).toMatchObject({
    verdict: 'failed',
    got: 'connection refused',
  })
  expect(resultOf(results, 'logout: success')).toMatchObject({ verdict: 'not checked' })
  const passed = results.filter(({ verdict }) => verdict === 'passed').map(({ name }) => name)
  expect(passed).toEqual(['connection: HTTPS'])
})

test.each<[string, RequestListener, string]>([
  ['hangs', () => undefined, 'no complete answer within 0.2 s'],
  [
    'hangs within the answer',
    (_request, response) => response.writeHead(200, { 'content-type': 'text/plain' }).write('{'),
    'no complete answer within 0.2 s',
  ],
])('a server that %s', async (_what, answer, got) => {
  const results = await checkServer(answer, 0.2)
  expect(resultOf(results, success)).toMatchObject({ verdict: 'failed', got })
})

test.each<[string, RequestListener, string]>([
  ['drops the connection', (request) => request.socket.destroy(), 'the connection was dropped'],
  [
    'breaks off',
    (request, response) => {
      request.resume().on('end', () => {
        response.writeHead(200, { 'content-length': '100' })
        response.write('{"crmApiToken":', () => response.destroy())
      })
    },
    'the connection ended within the answer',
  ],
  [
    'answers 10 MB',
    (_request, response) => response.end(Buffer.alloc(10 * 1024 * 1024, 'a')),
    'an answer of more than 65536 bytes',
  ],
  [
    'answers HTML',
    (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>'),
    '200, text/html',
  ],
  ['answers nothing', (_request, response) => response.end(), '200, no body'],
  [
    'answers 500',
    (_request, response) =>
      response.writeHead(500, { 'content-type': 'application/json' }).end('{"oops":1}'),
    '500 {oops: integer}',
  ],
  [
    'answers odd JSON',
    (_request, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('[[1]]'),
    '200, JSON that is no object',
  ],
  [
    'redirects',
    (_request, response) => response.writeHead(302, { location: '/login' }).end(),
    '302, a redirect',
  ],
])('a server that %s', async (_what, answer, got) => {
  const results = await checkServer(answer)
  expect(resultOf(results, success)).toMatchObject({ verdict: 'failed', got })
  expect(results.filter(({ verdict }) => verdict === 'passed').length).toBeLessThan(6)
})

test('a certificate nobody vouches for is not accepted', async () => {
  const certificate = await createCertificate()
  const address = await listen(
    createHttpsServer(certificate, (_request, response) => response.end()),
  )
  await certificate.remove()
  const results = await checkAgainst(address.replace('http:', 'https:'))
  expect(resultOf(results, success)).toMatchObject({
    verdict: 'failed',
    got: expect.stringMatching(/^the certificate is not accepted \([A-Z_]*CERT[A-Z_]*\)$/),
  })
})

test('a server that speaks no HTTP', async () => {
  const server = createTcpServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.end('SSH-2.0-OpenSSH_9.6\r\n')
  })
  const results = await checkAgainst(await listen(server))
  expect(resultOf(results, success)).toMatchObject({
    verdict: 'failed',
    got: expect.stringMatching(/^(what came is no HTTP|the connection was dropped)/),
  })
})

test('a server that says yes to everything fails every refusal, and its values stay unprinted', async () => {
  const yes = {
    crmApiToken: 'always-the-same-crm-api-token',
    userId: 1,
    accessToken: 'always-the-same-access-token',
    token: 'always-the-same-one-time-token',
    'a-key\u001b[31m': 1,
  }
  const results = await checkServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(yes)),
  )
  const refusals = results.filter(({ expected }) => /^(40[034]|41[07]|refused)/.test(expected))
  const passed = refusals.filter(({ verdict }) => verdict === 'passed')
  expect(refusals.length).toBeGreaterThan(20)
  expect(passed).toEqual([])
  expect(resultOf(results, 'crmApiToken: never repeated')?.verdict).toBe('failed')
  const table = tableOf(results)
  expect(table).not.toContain('always-the-same')
  expect(table).not.toContain('\u001b')
})

test('a server that echoes what it was sent is warned about, or failed when strict', async () => {
  const baseUrl = await listen(
    createServer((request, response) => {
      response.writeHead(403, { 'content-type': 'application/json' })
      request.setEncoding('utf8').on('data', (text: string) => {
        response.end(JSON.stringify({ error: 'Forbidden', message: text }))
      })
    }),
  )
  const settings = { baseUrl, password: PASSWORD, timeoutSeconds: 20 }
  const name = 'all answers: no secret in an error body'
  expect(resultOf(await runChecks(settings), name)?.verdict).toBe('warning')
  expect(resultOf(await runChecks(settings, true), name)?.verdict).toBe('failed')
})
