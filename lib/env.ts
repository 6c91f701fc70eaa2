import { z } from 'zod'
import { checkSettings, type Given } from './env/check-settings'
import {
  readPlatformNames,
  readWebPlatforms,
  readWorkerPlatforms,
  type WebPlatform,
  type WorkerPlatform,
} from './env/platforms'
import { url, wholeNumber } from './env/setting-kinds'

/** Thrown at boot with every missing or malformed setting, never with a value. */
export class SettingsError extends Error {
  constructor(readonly problems: string[]) {
    super(`These settings need attention:\n${problems.map((p) => `  - ${p}`).join('\n')}`)
    this.name = 'SettingsError'
  }
}

const databaseUrl = url(['postgres:', 'postgresql:'])

const shared = {
  DATABASE_URL: databaseUrl,
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  SYNC_CHECK_SECONDS: wholeNumber(1, 86_400).default(300),
}

const webSettings = z.object({
  ...shared,
  APP_URL: url(['http:', 'https:']).transform((value) => value.replace(/\/+$/, '')),
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters'),
  IMPORT_MAX_BYTES: wholeNumber(1, 2_000_000_000).default(100 * 1024 * 1024),
})

/** `id:base64` pairs, first one seals. */
const tokenKeys = z.string().transform((text, context) => {
  const keys = text.split(',').map((part) => {
    const [id = '', encoded = ''] = part.trim().split(/:(.*)/s)
    return { id, key: Buffer.from(encoded, 'base64') }
  })
  if (keys.some(({ id, key }) => !/^[\w-]{1,32}$/.test(id) || key.length !== 32))
    context.addIssue({
      code: 'custom',
      message: 'must be a list of id:base64 pairs, each key 32 bytes long',
    })
  if (new Set(keys.map(({ id }) => id)).size !== keys.length)
    context.addIssue({ code: 'custom', message: 'names one key id twice' })
  return keys
})

const workerSettings = z.object({
  ...shared,
  APP_URL: url(['http:', 'https:']).transform((value) => value.replace(/\/+$/, '')),
  TOKEN_KEYS: tokenKeys,
  GRANT_ANSWERS_DIR: z.string().min(1).default('.data/grant-answers'),
  CTRADER_SLOTS_PER_ENVIRONMENT: wholeNumber(1, 25).default(1),
  METRICS_PORT: wholeNumber(1, 65_535).optional(),
  SMTP_URL: url(['smtp:', 'smtps:']).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^([^<>\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, {
      message: 'must be an e-mail address, or a name and an <address>',
    })
    .optional(),
})

/** Settings that mean nothing without each other. */
const workerSettingsTogether = workerSettings.superRefine(({ SMTP_URL, MAIL_FROM }, context) => {
  if (SMTP_URL && !MAIL_FROM)
    context.addIssue({ code: 'custom', path: ['MAIL_FROM'], message: 'is missing' })
})

/** The environments in which accounts can be linked, cTrader itself first. */
type WithPlatforms<Settings, Platform> = Settings & { platforms: Platform[] }

export type WebEnv = WithPlatforms<z.output<typeof webSettings>, WebPlatform>
export type WorkerEnv = WithPlatforms<z.output<typeof workerSettings>, WorkerPlatform>

export function readWebEnv(env: NodeJS.ProcessEnv = process.env): WebEnv {
  return read(webSettings, readWebPlatforms, env)
}

export function readWorkerEnv(env: NodeJS.ProcessEnv = process.env): WorkerEnv {
  return read(workerSettingsTogether, readWorkerPlatforms, env)
}

/** For what needs the keys and nothing else. */
export function readTokenKeys(env: NodeJS.ProcessEnv) {
  const { data, problems } = checkSettings(workerSettings.pick({ TOKEN_KEYS: true }), env)
  if (!data) throw new SettingsError(problems)
  return data.TOKEN_KEYS
}

/** For what tells how connections stand, at the command line: nothing secret is needed. */
export function readSupportEnv(env: NodeJS.ProcessEnv) {
  const settings = z.object({ SYNC_CHECK_SECONDS: shared.SYNC_CHECK_SECONDS })
  return read(settings, readPlatformNames, env)
}

function read<Settings extends z.ZodObject, Platform>(
  settings: Settings,
  readPlatforms: (given: Given) => { platforms: Platform[]; problems: string[] },
  env: NodeJS.ProcessEnv,
): WithPlatforms<z.output<Settings>, Platform> {
  const { data, problems } = checkSettings(settings, env)
  const { platforms, problems: ofPlatforms } = readPlatforms(env)
  if (!data || ofPlatforms.length > 0) throw new SettingsError([...problems, ...ofPlatforms])
  return { ...data, platforms }
}
