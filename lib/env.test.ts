import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readWebEnv, readWorkerEnv, SettingsError } from './env'

const NODE_ENV = 'test'
const WEB = {
  NODE_ENV,
  DATABASE_URL: 'postgresql://u:p@localhost/tallybook',
  APP_URL: 'http://localhost:3000/',
  AUTH_SECRET: 'x'.repeat(32),
  CTRADER_CLIENT_ID: 'client',
  CTRADER_AUTH_URL: 'https://id.example.test/authorise',
} as const
const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`
const WORKER = {
  NODE_ENV,
  DATABASE_URL: WEB.DATABASE_URL,
  APP_URL: WEB.APP_URL,
  TOKEN_KEYS: key('one'),
  CTRADER_CLIENT_ID: 'client',
  CTRADER_CLIENT_SECRET: 'secret',
  CTRADER_TOKEN_URL: 'https://openapi.example.test/apps/token',
  CTRADER_LIVE_URL: 'wss://live.example.test:5035',
  CTRADER_DEMO_URL: 'wss://demo.example.test:5035',
} as const

function refusal(read: () => unknown): SettingsError {
  try {
    read()
  } catch (error) {
    if (error instanceof SettingsError) return error
    throw error
  }
  throw new Error('The settings were accepted')
}

function namesIn({ problems }: SettingsError): (string | undefined)[] {
  return problems.map((problem) => problem.split(' ')[0]).sort()
}

describe('settings that are missing or malformed', () => {
  test.each<[string, () => unknown, string[]]>([
    ['the web process', () => readWebEnv({ NODE_ENV }), Object.keys(WEB)],
    ['the worker', () => readWorkerEnv({ NODE_ENV }), Object.keys(WORKER)],
  ])('are all named at once for %s', (_, read, names) => {
    const error = refusal(read)
    expect(namesIn(error)).toEqual(names.filter((name) => name !== 'NODE_ENV').sort())
    for (const name of namesIn(error)) expect(error.message).toContain(`${name} is missing`)
  })

  test('that are empty count as missing', () => {
    expect(refusal(() => readWebEnv({ ...WEB, AUTH_SECRET: '' })).problems).toEqual([
      'AUTH_SECRET is missing',
    ])
  })

  test('are named and never shown', () => {
    const wrong = 'VALUE-nobody-may-see'
    const all = (names: object) =>
      Object.fromEntries(Object.keys(names).map((name) => [name, wrong]))
    const optional = {
      SYNC_CHECK_SECONDS: wrong,
      IMPORT_MAX_BYTES: wrong,
      CTRADER_FORMAT: wrong,
      CTRADER_SLOTS_PER_ENVIRONMENT: wrong,
    }
    for (const error of [
      refusal(() => readWebEnv({ ...all(WEB), ...optional, NODE_ENV })),
      refusal(() => readWorkerEnv({ ...all(WORKER), ...optional, NODE_ENV })),
    ]) {
      expect(error.problems.length).toBeGreaterThan(4)
      expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain(wrong)
    }
  })

  test.each<[string, string]>([
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['APP_URL', 'localhost:3000'],
    ['CTRADER_LIVE_URL', 'ws://live.example.test'],
    ['CTRADER_SLOTS_PER_ENVIRONMENT', '0'],
    ['CTRADER_SLOTS_PER_ENVIRONMENT', '1e1'],
    ['SYNC_CHECK_SECONDS', '-5'],
    ['CTRADER_FORMAT', 'xml'],
    ['TOKEN_KEYS', 'one:dG9vIHNob3J0'],
    ['TOKEN_KEYS', randomBytes(32).toString('base64')],
    ['TOKEN_KEYS', `${key('one')},${key('one')}`],
    ['TOKEN_KEYS', `${key('one')},`],
    ['SMTP_URL', 'https://mail.example.test'],
    ['MAIL_FROM', 'Tallybook'],
    ['MAIL_FROM', 'a@b.test\r\nBcc: c@d.test'],
  ])('%s is refused as %s', (name, value) => {
    expect(namesIn(refusal(() => readWorkerEnv({ ...WORKER, [name]: value })))).toContain(name)
  })
})

describe('the web process', () => {
  test('starts without a client secret or a token key, and does not look at them', () => {
    const env = readWebEnv({ ...WEB, TOKEN_KEYS: 'nonsense', CTRADER_CLIENT_SECRET: 'secret' })
    expect(Object.keys(env)).not.toContain('TOKEN_KEYS')
    expect(Object.keys(env)).not.toContain('CTRADER_CLIENT_SECRET')
    expect(env.APP_URL).toBe('http://localhost:3000')
  })
})

describe('the worker', () => {
  test('needs to know whom its mails are from, if it sends any', () => {
    const SMTP_URL = 'smtps://user:secret@mail.example.test'
    const error = refusal(() => readWorkerEnv({ ...WORKER, SMTP_URL }))
    expect(error.problems).toEqual(['MAIL_FROM is missing'])
    for (const MAIL_FROM of ['a@b.test', 'Tallybook <a@b.test>'])
      expect(readWorkerEnv({ ...WORKER, SMTP_URL, MAIL_FROM })).toMatchObject({ MAIL_FROM })
  })

  test('takes several keys, the first one first', () => {
    const TOKEN_KEYS = ` ${key('new')}, ${key('old')}`
    const ids = readWorkerEnv({ ...WORKER, TOKEN_KEYS }).TOKEN_KEYS.map(({ id }) => id)
    expect(ids).toEqual(['new', 'old'])
  })

  test('has sensible settings for what is not set', () => {
    expect(readWorkerEnv(WORKER)).toMatchObject({
      CTRADER_FORMAT: 'protobuf',
      CTRADER_SLOTS_PER_ENVIRONMENT: 1,
      SYNC_CHECK_SECONDS: 300,
    })
  })
})
