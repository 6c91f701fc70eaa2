import { z } from 'zod'
import { DEFAULT_PLATFORM } from '@/lib/domain/platform'
import { checkSettings, type Given } from './check-settings'
import { required, url, wholeNumber } from './setting-kinds'

// Environments besides cTrader itself are listed by their keys in CTRADER_PLATFORMS. The variables of
// each are those of cTrader with the key in them: CTRADER_AUTH_URL, CTRADER_HARBOUR_AUTH_URL.

const LIST = 'CTRADER_PLATFORMS'
const KEY = /^(?=.{1,32}$)[a-z0-9]+(-[a-z0-9]+)*$/

const name = z.string().trim().min(1, 'is missing').max(40, 'must have at most 40 characters')

const webFields = z.object({
  NAME: name,
  CLIENT_ID: required,
  AUTH_URL: url(['http:', 'https:']),
})

const workerFields = z.object({
  NAME: name,
  CLIENT_ID: required,
  CLIENT_SECRET: required,
  TOKEN_URL: url(['http:', 'https:']),
  LIVE_URL: url(['wss:']),
  DEMO_URL: url(['wss:']),
  FORMAT: z.enum(['protobuf', 'json'], 'must be protobuf or json').default('protobuf'),
  CA_FILE: z.string().optional(),
  HISTORICAL_PER_SECOND: wholeNumber(1, 1_000).default(5),
  // A renewal is leased for a minute, which has to be longer than the call it covers.
  ANSWER_SECONDS: wholeNumber(1, 30).default(30),
})

/** What the web process knows of an environment: where its consent page is, and nothing secret. */
export type WebPlatform = { key: string; name: string; clientId: string; authUrl: string }

/** What the worker needs to talk to an environment. */
export type WorkerPlatform = {
  key: string
  name: string
  clientId: string
  clientSecret: string
  tokenUrl: string
  liveUrl: string
  demoUrl: string
  format: 'protobuf' | 'json'
  caFile: string | null
  historicalPerSecond: number
  /** So long an answer is waited for. */
  answerSeconds: number
}

type Read<Platform> = { platforms: Platform[]; problems: string[] }

export function readWebPlatforms(given: Given): Read<WebPlatform> {
  const { found, problems } = readAll(webFields, given)
  const platforms = found.map(({ key, fields }) => ({
    key,
    name: fields.NAME,
    clientId: fields.CLIENT_ID,
    authUrl: fields.AUTH_URL,
  }))
  return { platforms, problems }
}

export function readWorkerPlatforms(given: Given): Read<WorkerPlatform> {
  const { found, problems } = readAll(workerFields, given)
  const platforms = found.map(({ key, fields }) => ({
    key,
    name: fields.NAME,
    clientId: fields.CLIENT_ID,
    clientSecret: fields.CLIENT_SECRET,
    tokenUrl: fields.TOKEN_URL,
    liveUrl: fields.LIVE_URL,
    demoUrl: fields.DEMO_URL,
    format: fields.FORMAT,
    caFile: fields.CA_FILE ?? null,
    historicalPerSecond: fields.HISTORICAL_PER_SECOND,
    answerSeconds: fields.ANSWER_SECONDS,
  }))
  return { platforms, problems }
}

/** Keys and names alone, for what shows connections and asks nobody. */
export function readPlatformNames(given: Given): Read<{ key: string; name: string }> {
  const { found, problems } = readAll(z.object({ NAME: name }), given)
  return { platforms: found.map(({ key, fields }) => ({ key, name: fields.NAME })), problems }
}

/** The variables of the environments that are listed, by the process that may see them. */
export function namesOfPlatformSettings(given: Given): { web: string[]; worker: string[] } {
  const prefixes = readKeys(given).keys.map(prefixOf)
  const namesIn = (fields: z.ZodObject) => [
    LIST,
    `${prefixOf(DEFAULT_PLATFORM)}NAME`,
    ...prefixes.flatMap((prefix) => Object.keys(fields.shape).map((field) => prefix + field)),
  ]
  return { web: namesIn(webFields), worker: namesIn(workerFields) }
}

type PlatformFields = z.ZodObject<{ NAME: typeof name }>

/** The default environment first, then those listed, in their order. */
function readAll<Fields extends PlatformFields>(fields: Fields, given: Given) {
  const { keys, problems } = readKeys(given)
  const found: { key: string; fields: z.output<Fields> }[] = []
  const names = new Set<string>()
  const nameOfDefault = `${prefixOf(DEFAULT_PLATFORM)}NAME`
  const all = { ...given, [nameOfDefault]: given[nameOfDefault] || 'cTrader' }
  for (const key of [DEFAULT_PLATFORM, ...keys]) {
    const prefix = prefixOf(key)
    const checked = checkSettings(fields, all, prefix)
    problems.push(...checked.problems)
    // Two of one name could not be told apart on the screen.
    const shown = all[`${prefix}NAME`]?.trim().toLowerCase()
    if (shown && names.has(shown)) problems.push(`${prefix}NAME is the name of another environment`)
    if (shown) names.add(shown)
    if (checked.data) found.push({ key, fields: checked.data })
  }
  return { found, problems }
}

function prefixOf(key: string): string {
  return key === DEFAULT_PLATFORM
    ? 'CTRADER_'
    : `CTRADER_${key.toUpperCase().replaceAll('-', '_')}_`
}

function readKeys(given: Given): { keys: string[]; problems: string[] } {
  const text = given[LIST]
  if (!text) return { keys: [], problems: [] }
  const keys = text.split(',').map((key) => key.trim())
  const problem = keys.some((key) => !KEY.test(key))
    ? 'must be a list of keys made of small letters, digits and dashes'
    : keys.includes(DEFAULT_PLATFORM)
      ? `must not list ${DEFAULT_PLATFORM}, which is always there`
      : new Set(keys).size < keys.length
        ? 'names one key twice'
        : null
  return problem ? { keys: [], problems: [`${LIST} ${problem}`] } : { keys, problems: [] }
}
