import path from 'node:path'
import { readWebEnv, readWorkerEnv, SettingsError } from '@/lib/env'
import { namesOfPlatformSettings } from '@/lib/env/platforms'
import { DATA_DIR, type DevelopmentSecrets } from './development-secrets'
import type { WantedPort } from './port-check'

type Env = Record<string, string | undefined>
type FullEnv = Record<string, string>

/** What any program needs from the machine. Nothing of ours is among it. */
const MACHINE = [
  'PATH',
  'HOME',
  'USER',
  'LANG',
  'LC_ALL',
  'TMPDIR',
  'TMP',
  'TEMP',
  'SystemRoot',
  'FORCE_COLOR',
  'NO_COLOR',
  'SSL_CERT_FILE',
  'NODE_EXTRA_CA_CERTS',
]

const WEB = ['LOG_LEVEL', 'SYNC_CHECK_SECONDS', 'IMPORT_MAX_BYTES', 'METRICS_TOKEN']
const WORKER = [
  'LOG_LEVEL',
  'SYNC_CHECK_SECONDS',
  'IMPORT_MAX_BYTES',
  'CTRADER_FORMAT',
  'CTRADER_CA_FILE',
  'CTRADER_SLOTS_PER_ENVIRONMENT',
  'CTRADER_HISTORICAL_PER_SECOND',
  'CTRADER_ANSWER_SECONDS',
  'METRICS_PORT',
  'METRICS_TOKEN',
  'SMTP_URL',
  'MAIL_FROM',
]

export type MockSettings = {
  args: string[]
  /** Grants and hand-made trades survive a restart, as the real ones would. */
  stateArgs: string[]
  env: FullEnv
  panelUrl: string
}

export type StackSettings = {
  appUrl: string
  web: FullEnv
  worker: FullEnv
  /** null: the real cTrader is used. */
  mock: MockSettings | null
  ports: WantedPort[]
}

type MockPorts = Record<'http' | 'crm' | 'live' | 'demo' | 'liveJson' | 'demoJson', number>

const REAL = {
  auth: 'https://id.ctrader.com/my/settings/openapi/grantingaccess/',
  token: 'https://openapi.ctrader.com/apps/token',
}

function pick(env: Env, names: string[]): FullEnv {
  return Object.fromEntries(
    names.flatMap((name) => (env[name] ? [[name, env[name] as string]] : [])),
  )
}

/** The mock's own settings, which it reads from its environment as well as from its flags. */
function namesOfMock(env: Env): string[] {
  return Object.keys(env).filter((name) => name.startsWith('MOCK_SPOTWARE_'))
}

function readPort(env: Env, name: string, fallback: number, problems: string[]): number {
  const text = env[name]
  if (!text) return fallback
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (port >= 1 && port <= 65_535) return port
  problems.push(`${name} must be a port number between 1 and 65535`)
  return fallback
}

/**
 * The environment of each process, from the one `npm start` was given. The web process gets no secret of
 * cTrader's and no token key, the worker no session secret, whatever the given environment holds.
 *
 * @throws SettingsError naming everything that is missing or malformed, in either process, at once.
 */
export function composeSettings({
  env,
  secrets,
  databaseUrl,
  mode,
  dataDir = DATA_DIR,
}: {
  env: Env
  secrets: DevelopmentSecrets
  databaseUrl: string
  mode: 'production' | 'development'
  dataDir?: string
}): StackSettings {
  const problems: string[] = []
  const port = readPort(env, 'PORT', 3000, problems)
  const ports: WantedPort[] = [{ port, purpose: 'the web pages', setting: 'PORT' }]
  const appUrl = (env.APP_URL || `http://localhost:${port}`).replace(/\/+$/, '')
  const format = env.CTRADER_FORMAT || 'protobuf'

  const given = Boolean(env.CTRADER_CLIENT_ID || env.CTRADER_CLIENT_SECRET)
  for (const name of ['CTRADER_CLIENT_ID', 'CTRADER_CLIENT_SECRET']) {
    if (given && !env[name]) problems.push(`${name} is missing`)
  }

  let mock: MockSettings | null = null
  let provider: FullEnv
  if (given) {
    const openApiPort = format === 'json' ? 5036 : 5035
    provider = {
      CTRADER_CLIENT_ID: env.CTRADER_CLIENT_ID ?? '',
      CTRADER_CLIENT_SECRET: env.CTRADER_CLIENT_SECRET ?? '',
      CTRADER_AUTH_URL: env.CTRADER_AUTH_URL || REAL.auth,
      CTRADER_TOKEN_URL: env.CTRADER_TOKEN_URL || REAL.token,
      CTRADER_LIVE_URL: env.CTRADER_LIVE_URL || `wss://live.ctraderapi.com:${openApiPort}`,
      CTRADER_DEMO_URL: env.CTRADER_DEMO_URL || `wss://demo.ctraderapi.com:${openApiPort}`,
    }
  } else {
    const mockPort = (name: string, fallback: number, purpose: string) => {
      const value = readPort(env, name, fallback, problems)
      ports.push({ port: value, purpose: `mock-spotware, ${purpose}`, setting: name })
      return value
    }
    const mockPorts: MockPorts = {
      http: mockPort('MOCK_HTTP_PORT', 4400, 'cTrader ID pages'),
      crm: mockPort('MOCK_CRM_PORT', 4401, "a broker's CRM"),
      live: mockPort('MOCK_LIVE_PORT', 5035, 'live, protobuf'),
      demo: mockPort('MOCK_DEMO_PORT', 5135, 'demo, protobuf'),
      liveJson: mockPort('MOCK_LIVE_JSON_PORT', 5036, 'live, JSON'),
      demoJson: mockPort('MOCK_DEMO_JSON_PORT', 5136, 'demo, JSON'),
    }
    const caFile = path.join(dataDir, 'mock-spotware-ca.pem')
    mock = mockSettings({ env, secrets, ports: mockPorts, caFile, appUrl })
    provider = mockProvider({ secrets, ports: mockPorts, caFile, format })
  }

  const machine = pick(env, MACHINE)
  const platforms = namesOfPlatformSettings(env)
  const shared = { ...machine, NODE_ENV: mode, DATABASE_URL: databaseUrl, APP_URL: appUrl }
  const authSecret = env.AUTH_SECRET || secrets.AUTH_SECRET
  const web: FullEnv = {
    ...pick(env, [...WEB, ...platforms.web]),
    ...shared,
    AUTH_SECRET: authSecret,
    NEXTAUTH_SECRET: authSecret,
    NEXTAUTH_URL: appUrl,
    PORT: `${port}`,
    CTRADER_CLIENT_ID: provider.CTRADER_CLIENT_ID ?? '',
    CTRADER_AUTH_URL: provider.CTRADER_AUTH_URL ?? '',
    NEXT_TELEMETRY_DISABLED: '1',
    // Keeps Next.js from reading .env files, which may hold the worker's secrets.
    __NEXT_PROCESSED_ENV: 'true',
  }
  const worker: FullEnv = {
    ...pick(env, [...WORKER, ...platforms.worker]),
    ...shared,
    ...provider,
    TOKEN_KEYS: env.TOKEN_KEYS || secrets.TOKEN_KEYS,
    GRANT_ANSWERS_DIR: env.GRANT_ANSWERS_DIR || path.join(dataDir, 'grant-answers'),
  }
  validate(web, worker, problems)
  return { appUrl, web, worker, mock, ports }
}

function validate(web: FullEnv, worker: FullEnv, problems: string[]): void {
  const readers = [
    () => readWebEnv(web as NodeJS.ProcessEnv),
    () => readWorkerEnv(worker as NodeJS.ProcessEnv),
  ]
  for (const read of readers) {
    try {
      read()
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error
      problems.push(...error.problems)
    }
  }
  if (problems.length > 0) throw new SettingsError([...new Set(problems)])
}

function mockSettings({
  env,
  secrets,
  ports,
  caFile,
  appUrl,
}: {
  env: Env
  secrets: DevelopmentSecrets
  ports: MockPorts
  caFile: string
  appUrl: string
}): MockSettings {
  return {
    args: [
      ...['--http-port', `${ports.http}`],
      ...['--crm-port', `${ports.crm}`],
      ...['--live-port', `${ports.live}`],
      ...['--demo-port', `${ports.demo}`],
      ...['--live-json-port', `${ports.liveJson}`],
      ...['--demo-json-port', `${ports.demoJson}`],
      ...['--ca-file', caFile],
      ...['--redirect-uri', `${appUrl}/api/connections/callback`],
    ],
    stateArgs: ['--state-file', path.join(path.dirname(caFile), 'mock-spotware.json')],
    // By environment, not by argument: arguments are visible to everybody on the machine.
    env: {
      ...pick(env, [...MACHINE, 'LOG_LEVEL', ...namesOfMock(env)]),
      NODE_ENV: 'production',
      MOCK_SPOTWARE_CLIENT_ID: secrets.MOCK_SPOTWARE_CLIENT_ID,
      MOCK_SPOTWARE_CLIENT_SECRET: secrets.MOCK_SPOTWARE_CLIENT_SECRET,
    },
    panelUrl: `http://localhost:${ports.http}/`,
  }
}

function mockProvider({
  secrets,
  ports,
  caFile,
  format,
}: {
  secrets: DevelopmentSecrets
  ports: MockPorts
  caFile: string
  format: string
}): FullEnv {
  const json = format === 'json'
  return {
    CTRADER_CLIENT_ID: secrets.MOCK_SPOTWARE_CLIENT_ID,
    CTRADER_CLIENT_SECRET: secrets.MOCK_SPOTWARE_CLIENT_SECRET,
    CTRADER_AUTH_URL: `http://localhost:${ports.http}/my/settings/openapi/grantingaccess/`,
    CTRADER_TOKEN_URL: `http://localhost:${ports.http}/apps/token`,
    CTRADER_LIVE_URL: `wss://localhost:${json ? ports.liveJson : ports.live}`,
    CTRADER_DEMO_URL: `wss://localhost:${json ? ports.demoJson : ports.demo}`,
    CTRADER_CA_FILE: caFile,
  }
}
