import { expect, test } from 'vitest'
import { SettingsError } from '@/lib/env'
import { composeSettings } from './compose-settings'
import { generateSecrets } from './development-secrets'

const databaseUrl = 'postgresql://somebody@127.0.0.1:1/x'
const secrets = generateSecrets()

function compose(env: Record<string, string>) {
  return composeSettings({ env, secrets, databaseUrl, mode: 'production', dataDir: '/data' })
}

const CREDENTIALS = { CTRADER_CLIENT_ID: '1_abc', CTRADER_CLIENT_SECRET: 'client secret' }

test('the web process never sees the worker’s secrets, nor the worker the session secret', () => {
  const tokenKeys = `k1:${Buffer.alloc(32, 1).toString('base64')}`
  const authSecret = 'a session secret of forty characters....'
  for (const given of [{}, CREDENTIALS]) {
    const { web, worker, mock } = compose({
      ...given,
      TOKEN_KEYS: tokenKeys,
      AUTH_SECRET: authSecret,
      SMTP_URL: 'smtp://user:mail-password@localhost',
      MAIL_FROM: 'journal@example.test',
      NPM_TOKEN: 'somebody’s',
    })
    const clientSecret = worker.CTRADER_CLIENT_SECRET ?? ''
    expect(clientSecret).not.toBe('')
    expect(worker.TOKEN_KEYS).toBe(tokenKeys)
    expect(Object.keys(web)).not.toContain('CTRADER_CLIENT_SECRET')
    expect(Object.keys(web)).not.toContain('TOKEN_KEYS')
    for (const secret of [clientSecret, tokenKeys]) {
      expect(Object.values(web).join('\n')).not.toContain(secret)
    }
    expect(Object.values(worker).join('\n')).not.toContain(authSecret)
    expect(worker.SMTP_URL).toContain('mail-password')
    expect(JSON.stringify([web, mock])).not.toContain('mail-password')
    expect(JSON.stringify(mock?.args ?? [])).not.toContain(clientSecret)
    expect(JSON.stringify([web, worker, mock])).not.toContain('somebody’s')
  }
})

test('without credentials everything points at mock-spotware, in either wire format', () => {
  const protobuf = compose({})
  expect(protobuf.worker).toMatchObject({
    CTRADER_TOKEN_URL: 'http://localhost:4400/apps/token',
    CTRADER_LIVE_URL: 'wss://localhost:5035',
    CTRADER_DEMO_URL: 'wss://localhost:5135',
    CTRADER_CA_FILE: '/data/mock-spotware-ca.pem',
    CTRADER_CLIENT_SECRET: secrets.MOCK_SPOTWARE_CLIENT_SECRET,
  })
  expect(compose({ CTRADER_FORMAT: 'json', MOCK_DEMO_JSON_PORT: '7136' }).worker).toMatchObject({
    CTRADER_FORMAT: 'json',
    CTRADER_LIVE_URL: 'wss://localhost:5036',
    CTRADER_DEMO_URL: 'wss://localhost:7136',
  })
  expect(protobuf.mock?.args).toContain('http://localhost:3000/api/connections/callback')
})

test('with credentials there is no mock, and the addresses are the real ones', () => {
  const { mock, worker, ports } = compose(CREDENTIALS)
  expect(mock).toBeNull()
  expect(worker.CTRADER_LIVE_URL).toBe('wss://live.ctraderapi.com:5035')
  expect(worker.CTRADER_CA_FILE).toBeUndefined()
  expect(ports.map(({ setting }) => setting)).toEqual(['PORT'])
})

test('another environment reaches each process with what that may see, beside the mock or the real one', () => {
  for (const given of [{}, CREDENTIALS]) {
    const { web, worker, mock } = compose({
      ...given,
      CTRADER_PLATFORMS: 'harbour',
      CTRADER_HARBOUR_NAME: 'Harbour Lane',
      CTRADER_HARBOUR_CLIENT_ID: 'at harbour',
      CTRADER_HARBOUR_CLIENT_SECRET: 'secret of harbour',
      CTRADER_HARBOUR_AUTH_URL: 'https://id.harbour.example.test/',
      CTRADER_HARBOUR_TOKEN_URL: 'https://harbour.example.test/apps/token',
      CTRADER_HARBOUR_LIVE_URL: 'wss://live.harbour.example.test:5035',
      CTRADER_HARBOUR_DEMO_URL: 'wss://demo.harbour.example.test:5035',
      CTRADER_ISLAND_CLIENT_SECRET: 'secret of one that is not listed',
    })
    expect(web).toMatchObject({
      CTRADER_PLATFORMS: 'harbour',
      CTRADER_HARBOUR_NAME: 'Harbour Lane',
      CTRADER_HARBOUR_AUTH_URL: 'https://id.harbour.example.test/',
    })
    expect(worker).toMatchObject({
      CTRADER_PLATFORMS: 'harbour',
      CTRADER_HARBOUR_CLIENT_SECRET: 'secret of harbour',
      CTRADER_HARBOUR_LIVE_URL: 'wss://live.harbour.example.test:5035',
    })
    expect(JSON.stringify([web, mock])).not.toContain('secret of')
    expect(JSON.stringify(worker)).not.toContain('not listed')
  }
})

test('everything that is missing or malformed is named at once', () => {
  const problem = () =>
    compose({
      PORT: '99999',
      CTRADER_CLIENT_ID: 'x',
      TOKEN_KEYS: 'short',
      AUTH_SECRET: 'short',
      CTRADER_PLATFORMS: 'harbour',
      CTRADER_HARBOUR_LIVE_URL: 'http://not-a-socket',
    })
  expect(problem).toThrow(SettingsError)
  for (const name of [
    'PORT',
    'CTRADER_CLIENT_SECRET',
    'TOKEN_KEYS',
    'AUTH_SECRET',
    'CTRADER_HARBOUR_AUTH_URL',
    'CTRADER_HARBOUR_LIVE_URL',
  ]) {
    expect(problem).toThrow(name)
  }
})
