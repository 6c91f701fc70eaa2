import { z } from 'zod'

/** Thrown at boot with every missing or malformed setting, never with a value. */
export class SettingsError extends Error {
  constructor(readonly problems: string[]) {
    super(`These settings need attention:\n${problems.map((p) => `  - ${p}`).join('\n')}`)
    this.name = 'SettingsError'
  }
}

const url = (protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `must be an address that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`,
  })

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((n) => n >= min && n <= max, { message: `must be between ${min} and ${max}` })

const databaseUrl = url(['postgres:', 'postgresql:'])

const shared = {
  DATABASE_URL: databaseUrl,
  SYNC_CHECK_SECONDS: wholeNumber(1, 86_400).default(300),
}

const webSettings = z.object({
  ...shared,
  APP_URL: url(['http:', 'https:']).transform((value) => value.replace(/\/+$/, '')),
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters'),
  CTRADER_CLIENT_ID: z.string().min(1, 'is missing'),
  CTRADER_AUTH_URL: url(['http:', 'https:']),
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
  CTRADER_CLIENT_ID: z.string().min(1, 'is missing'),
  CTRADER_CLIENT_SECRET: z.string().min(1, 'is missing'),
  CTRADER_TOKEN_URL: url(['http:', 'https:']),
  CTRADER_LIVE_URL: url(['wss:']),
  CTRADER_DEMO_URL: url(['wss:']),
  CTRADER_FORMAT: z.enum(['protobuf', 'json'], 'must be protobuf or json').default('protobuf'),
  CTRADER_CA_FILE: z.string().optional(),
  CTRADER_SLOTS_PER_ENVIRONMENT: wholeNumber(1, 25).default(1),
  CTRADER_HISTORICAL_PER_SECOND: wholeNumber(1, 1_000).default(5),
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

export type WebEnv = z.output<typeof webSettings>
export type WorkerEnv = z.output<typeof workerSettings>

export function readWebEnv(env: NodeJS.ProcessEnv = process.env): WebEnv {
  return read(webSettings, env)
}

export function readWorkerEnv(env: NodeJS.ProcessEnv = process.env): WorkerEnv {
  return read(workerSettingsTogether, env)
}

/** For what needs the keys and nothing else. */
export function readTokenKeys(env: NodeJS.ProcessEnv) {
  return read(workerSettings.pick({ TOKEN_KEYS: true }), env).TOKEN_KEYS
}

function read<Settings extends z.ZodType>(settings: Settings, env: NodeJS.ProcessEnv) {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const result = settings.safeParse(present)
  if (result.success) return result.data
  throw new SettingsError(
    result.error.issues.map((issue) => {
      const name = issue.path.join('.')
      return `${name} ${present[name] === undefined ? 'is missing' : issue.message}`
    }),
  )
}
