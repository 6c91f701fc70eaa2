import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { Browser, type Page, wordsOf } from '@/mock-spotware/testing/browser'
import { readyLine, spawnMock } from '@/mock-spotware/testing/spawn-mock'
import { ANA_DEMO } from '@/mock-spotware/testing/start-test-mock'

const CLIENT_SECRET = 'secret-of-the-application'

let folder: string
let httpPort: number
let crmPort: number
let child: ReturnType<typeof spawnMock> | undefined
let facts: Awaited<ReturnType<typeof readyLine>>['facts']

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mock-killed-'))
  httpPort = await freePort()
  crmPort = await freePort()
  await start()
})
afterEach(async () => {
  await kill()
  await rm(folder, { recursive: true })
})

/** Pages and forms lead to the same addresses after every restart. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = z.object({ port: z.number() }).parse(server.address())
  server.close()
  await once(server, 'close')
  return port
}

async function start(): Promise<void> {
  child = spawnMock([
    ...['--state-file', join(folder, 'state.json'), '--ca-file', join(folder, 'ca.pem')],
    ...['--http-port', String(httpPort), '--crm-port', String(crmPort)],
    ...['--client-secret', CLIENT_SECRET],
  ])
  facts = (await readyLine(child)).facts
}

async function kill(): Promise<void> {
  if (!child) return
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
  child = undefined
}

/** Kills it as soon as the answer is here, and starts the next run on what it left. */
async function andKill<Answer>(answer: Promise<Answer>): Promise<Answer> {
  const result = await answer
  await kill()
  await start()
  return result
}

async function control(path: string, body?: unknown): Promise<unknown> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const response = await fetch(`${facts.controlUrl}/control${path}`, init)
  expect(response.ok).toBe(true)
  return response.json()
}

async function requestTokens(parameters: Record<string, string>) {
  const client = { client_id: facts.clientId, client_secret: CLIENT_SECRET }
  const query = new URLSearchParams({ ...parameters, ...client })
  return tokensSchema.parse(await (await fetch(`${facts.tokenUrl}?${query}`)).json())
}

const refreshed = (refreshToken: string) =>
  requestTokens({ grant_type: 'refresh_token', refresh_token: refreshToken })

const tokensSchema = z.object({
  accessToken: z.string().optional(),
  refreshToken: z.string().default(''),
  errorCode: z.string().nullable(),
})
const ledgerSchema = z.object({
  balance: z.string(),
  cashFlows: z.array(z.unknown()),
  positions: z.array(
    z.object({
      positionId: z.string(),
      closingDeals: z.array(z.object({ dealId: z.string(), swap: z.string() })),
    }),
  ),
})
const readLedger = async () => ledgerSchema.parse(await control(`/ledger/${ANA_DEMO}`))

test('money, trades and corrections made by hand', { timeout: 120_000 }, async () => {
  const before = await readLedger()
  const cash = await andKill(control('/cash', { accountId: ANA_DEMO, amount: '12.34' }))
  const paid = await readLedger()
  expect(paid.cashFlows).toHaveLength(before.cashFlows.length + 1)
  expect(paid.cashFlows.at(-1)).toEqual(cash)

  const made = await andKill(control('/trade', { accountId: ANA_DEMO, net: '5' }))
  const { position } = z.object({ position: ledgerSchema.shape.positions.element }).parse(made)
  const traded = await readLedger()
  expect(traded.positions.at(-1)).toEqual(position)

  const dealId = position.closingDeals[0]?.dealId ?? ''
  await andKill(control(`/deals/${ANA_DEMO}/${dealId}`, { swap: '-4.5' }))
  const corrected = await readLedger()
  expect(corrected.positions.at(-1)?.closingDeals).toMatchObject([{ dealId, swap: '-4.50' }])
  expect(corrected.balance).not.toBe(traded.balance)

  const orders = { count: 100, close: true, symbol: 'EURUSD' }
  const burst = await andKill(control(`/deals/${ANA_DEMO}`, orders))
  const { dealIds } = z.object({ dealIds: z.array(z.string()) }).parse(burst)
  const known = (await readLedger()).positions.flatMap(({ closingDeals }) => closingDeals)
  expect(known.map((deal) => deal.dealId)).toContain(dealIds.at(-1))
})

test('grants, the clock, the application and what was handed out', {
  timeout: 120_000,
}, async () => {
  const granted = tokensSchema.parse(await andKill(control('/grants', { persona: 'ana' })))
  const rotated = await andKill(refreshed(granted.refreshToken))
  expect(rotated.errorCode).toBe(null)
  expect((await refreshed(granted.refreshToken)).errorCode).toBe('ACCESS_DENIED')

  const moved = await andKill(control('/clock', { advance: '31d' }))
  const { aheadMs } = z.object({ aheadMs: z.number() }).parse(moved)
  expect(await control('/clock')).toMatchObject({ aheadMs })

  await andKill(control('/application', { active: false }))
  expect((await refreshed(rotated.refreshToken)).errorCode).toBe('CH_CLIENT_AUTH_FAILURE')
  await control('/application', { active: true })

  const again = await andKill(refreshed(rotated.refreshToken))
  expect(again.errorCode).toBe(null)
  await andKill(control('/grants/ana/revoke', {}))
  expect((await refreshed(again.refreshToken)).errorCode).toBe('ACCESS_DENIED')

  const visitor = new Browser()
  const query = new URLSearchParams({
    client_id: facts.clientId,
    redirect_uri: 'http://localhost:3000/api/connections/callback',
    scope: 'accounts',
  })
  const signIn = await visitor.open(`${facts.authUrl}?${query}`)
  await andKill(visitor.submit(signIn, 'Sign in', { ctid: 'ana', password: 'demo' }))
  const { issued } = z
    .object({ issued: z.array(z.object({ value: z.string() })) })
    .parse(await control('/issued'))
  const values = issued.map(({ value }) => value)
  for (const { accessToken, refreshToken } of [granted, rotated, again]) {
    expect(values).toContain(accessToken)
    expect(values).toContain(refreshToken)
  }
  expect(values).toContain(visitor.cookie('mock_ctrader_id'))
})

test('what a client of the broker was told', { timeout: 120_000 }, async () => {
  const browser = new Browser()
  const platform = () => browser.open(`http://localhost:${httpPort}/platform`)
  const welcome = await browser.submit(await platform(), 'Create an account')
  const email = 'nia@example.com'
  const password = 'long enough'
  const signUp = { name: 'Nia', email, password, agree: 'true' }
  const opening = await andKill(browser.submit(welcome, 'Sign up', signUp))
  expect(wordsOf(opening)).toContain('Open account')

  // she can log in with it, and the long-term token of this device signs in again later
  const login = await browser.submit(await platform(), 'Sign in with Harbour Lane')
  const kept = { email, password, keepLoggedIn: 'true' }
  const signedIn = await andKill(browser.submit(login, 'Log in', kept))
  expect(wordsOf(signedIn)).toContain('nia')
  expect(browser.cookie('mock_platform_keep')).toBeDefined()
  const home = await platform()
  expect(wordsOf(home)).toContain('nia')

  const form = await browser.submit(home, 'New trading account')
  const wish = { environmentName: 'demo', depositCurrency: 'USD' }
  const opened = await andKill(browser.submit(form, 'Open account', wish))
  expect(wordsOf(opened)).toContain('Balance 0.00 USD')
  const linked = await platform()
  expect(wordsOf(linked)).toContain('Balance 0.00 USD')

  const deposit = await browser.submit(linked, 'Deposit')
  const paid: Page = await andKill(browser.submit(deposit, 'Deposit now', { amount: '250.75' }))
  expect(wordsOf(paid)).toContain('Balance 250.75 USD')
  expect(wordsOf(await platform())).toContain('Balance 250.75 USD')
})
