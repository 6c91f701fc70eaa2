import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MockSpotware } from '@/mock-spotware/start'
import { Browser } from '@/mock-spotware/testing/browser'
import { control, startTestMock } from '@/mock-spotware/testing/start-test-mock'

let folder: string
let stateFile: string
let running: MockSpotware | undefined

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mock-crm-'))
  stateFile = join(folder, 'state.json')
})
afterEach(async () => {
  await running?.close()
  running = undefined
  await rm(folder, { recursive: true })
})

async function restart(): Promise<MockSpotware> {
  await running?.close()
  running = await startTestMock({ stateFile })
  return running
}

async function call(mock: MockSpotware, path: string, body: unknown) {
  const response = await fetch(`${mock.crmUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: Object(await response.json()) }
}

async function authenticate(mock: MockSpotware): Promise<string> {
  const { crmPassword } = mock.world.settings
  const { body } = await call(mock, '/oauth2/crmApiToken', { password: crmPassword })
  return String(body.crmApiToken)
}

/** Somebody who came through a partner, with an account, kept logged in. */
async function signUp(mock: MockSpotware, browser: Browser) {
  const url = `${mock.crmUrl}/auth/login?firstLogin=true&partnerId=ib-5`
  const page = await browser.submit(await browser.open(url), 'Sign up', {
    name: 'Mia',
    email: 'mia@example.org',
    password: 'long enough',
    agree: 'true',
    keepLoggedIn: 'true',
  })
  return browser.submit(page, 'Open account')
}

test('clients, accounts, partners and tokens come back after a restart, without a secret', async () => {
  const first = await restart()
  await signUp(first, new Browser())
  const api = await authenticate(first)
  const client = first.world.crm.clients.withEmail('mia@example.org')
  if (!client) throw new Error('nobody signed up')
  const { userId } = client
  expect(client).toMatchObject({
    invitedBy: 'ib-5',
    accounts: [{ environmentName: 'demo', currency: 'EUR' }],
  })
  // the back end of the same mock knows the same user and account
  expect(first.world.people.byCtid(userId)?.accounts).toMatchObject([
    { profile: { login: client.accounts[0]?.login } },
  ])
  const code = first.world.crm.oneTimeTokens.issue({ userId, purpose: 'login', keepLoggedIn: true })
  const exchange = `/oauth2/onetime/authorize?crmApiToken=${api}`
  const { accessToken } = (await call(first, exchange, { code })).body

  const second = await restart()
  expect(second.world.crm.clients.withEmail('mia@example.org')).toEqual(client)
  const relogin = `/oauth2/authorize?crmApiToken=${api}`
  expect(await call(second, relogin, { accessToken })).toEqual({ status: 200, body: { userId } })
  expect(JSON.stringify(JSON.parse(await readFile(stateFile, 'utf8')).state.crm)).not.toMatch(
    new RegExp(`${api}|${accessToken}|long enough`),
  )

  await control(second, 'POST', '/control/reset')
  const third = await restart()
  expect(third.world.crm.kept()).toMatchObject({
    clients: [{ email: 'eli@harbourlane.example' }],
    apiTokens: [],
    longTermTokens: [],
  })
})
