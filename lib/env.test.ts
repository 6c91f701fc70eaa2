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
      CTRADER_SLOTS_PER_ENVIRONMENT: 1,
      SYNC_CHECK_SECONDS: 300,
      platforms: [
        {
          key: 'ctrader',
          name: 'cTrader',
          format: 'protobuf',
          caFile: null,
          historicalPerSecond: 5,
        },
      ],
    })
  })
})

describe('environments besides cTrader itself', () => {
  const LISTED = { CTRADER_PLATFORMS: 'harbour, island-2' }
  const WEB_TWO = {
    ...WEB,
    ...LISTED,
    CTRADER_HARBOUR_NAME: 'Harbour Lane',
    CTRADER_HARBOUR_CLIENT_ID: 'at harbour',
    CTRADER_HARBOUR_AUTH_URL: 'https://id.harbour.example.test/',
    CTRADER_ISLAND_2_NAME: 'Island',
    CTRADER_ISLAND_2_CLIENT_ID: 'at island',
    CTRADER_ISLAND_2_AUTH_URL: 'https://id.island.example.test/',
  }
  const HARBOUR_OF_WORKER = {
    CTRADER_HARBOUR_NAME: 'Harbour Lane',
    CTRADER_HARBOUR_CLIENT_ID: 'at harbour',
    CTRADER_HARBOUR_CLIENT_SECRET: 'secret of harbour',
    CTRADER_HARBOUR_TOKEN_URL: 'https://harbour.example.test/apps/token',
    CTRADER_HARBOUR_LIVE_URL: 'wss://live.harbour.example.test:5036',
    CTRADER_HARBOUR_DEMO_URL: 'wss://demo.harbour.example.test:5036',
  }

  test('come after it, each with settings of its own', () => {
    expect(readWebEnv({ ...WEB_TWO, CTRADER_NAME: 'cTrader of Spotware' }).platforms).toEqual([
      {
        key: 'ctrader',
        name: 'cTrader of Spotware',
        clientId: 'client',
        authUrl: 'https://id.example.test/authorise',
      },
      {
        key: 'harbour',
        name: 'Harbour Lane',
        clientId: 'at harbour',
        authUrl: 'https://id.harbour.example.test/',
      },
      {
        key: 'island-2',
        name: 'Island',
        clientId: 'at island',
        authUrl: 'https://id.island.example.test/',
      },
    ])
    const harbour = readWorkerEnv({
      ...WORKER,
      CTRADER_PLATFORMS: 'harbour',
      ...HARBOUR_OF_WORKER,
      CTRADER_HISTORICAL_PER_SECOND: '20',
      CTRADER_HARBOUR_FORMAT: 'json',
      CTRADER_HARBOUR_CA_FILE: '/etc/harbour.pem',
    }).platforms[1]
    expect(harbour).toEqual({
      key: 'harbour',
      name: 'Harbour Lane',
      clientId: 'at harbour',
      clientSecret: 'secret of harbour',
      tokenUrl: 'https://harbour.example.test/apps/token',
      liveUrl: 'wss://live.harbour.example.test:5036',
      demoUrl: 'wss://demo.harbour.example.test:5036',
      format: 'json',
      caFile: '/etc/harbour.pem',
      answerSeconds: 30,
      // What was agreed for one application does not hold for another.
      historicalPerSecond: 5,
    })
  })

  test('leave the web process without their secrets', () => {
    const env = readWebEnv({ ...WEB_TWO, ...HARBOUR_OF_WORKER })
    expect(JSON.stringify(env)).not.toContain('secret of harbour')
  })

  test('are named with everything that is missing or malformed, and with the rest', () => {
    const { AUTH_SECRET: _, ...rest } = WEB
    expect(namesIn(refusal(() => readWebEnv({ ...rest, ...LISTED })))).toEqual([
      'AUTH_SECRET',
      'CTRADER_HARBOUR_AUTH_URL',
      'CTRADER_HARBOUR_CLIENT_ID',
      'CTRADER_HARBOUR_NAME',
      'CTRADER_ISLAND_2_AUTH_URL',
      'CTRADER_ISLAND_2_CLIENT_ID',
      'CTRADER_ISLAND_2_NAME',
    ])
    const wrong = 'VALUE-nobody-may-see'
    const harbour = Object.keys(HARBOUR_OF_WORKER).map((name) => [name, wrong])
    const error = refusal(() =>
      readWorkerEnv({
        ...WORKER,
        CTRADER_PLATFORMS: 'harbour',
        ...Object.fromEntries(harbour),
        CTRADER_HARBOUR_FORMAT: wrong,
        CTRADER_HARBOUR_HISTORICAL_PER_SECOND: wrong,
      }),
    )
    expect(namesIn(error)).toEqual([
      'CTRADER_HARBOUR_DEMO_URL',
      'CTRADER_HARBOUR_FORMAT',
      'CTRADER_HARBOUR_HISTORICAL_PER_SECOND',
      'CTRADER_HARBOUR_LIVE_URL',
      'CTRADER_HARBOUR_TOKEN_URL',
    ])
    expect(error.message).not.toContain(wrong)
  })

  test.each([
    'Harbour',
    'harbour,',
    '-a',
    'a_b',
    'a b',
    'ctrader',
    'harbour,harbour',
    'x'.repeat(33),
  ])('are not listed as “%s”', (CTRADER_PLATFORMS) => {
    const problems = namesIn(refusal(() => readWebEnv({ ...WEB_TWO, CTRADER_PLATFORMS })))
    expect(problems).toEqual(['CTRADER_PLATFORMS'])
  })

  test.each(['harbour lane', 'CTRADER '])('cannot both be called “%s”', (name) => {
    const problems = refusal(() => readWebEnv({ ...WEB_TWO, CTRADER_ISLAND_2_NAME: name })).problems
    expect(problems).toEqual(['CTRADER_ISLAND_2_NAME is the name of another environment'])
  })
})
