import pino from 'pino'
import { currentCorrelation } from './correlation'

/** Field names whose values never reach a log, at any depth we log. */
const SECRET_FIELDS = [
  'accessToken',
  'refreshToken',
  'access_token',
  'refresh_token',
  'clientSecret',
  'client_secret',
  'code',
  'token',
  'secret',
  'reconnectLink',
  'password',
  'state',
  'cookie',
  'authorization',
  'AUTH_SECRET',
  'TOKEN_KEYS',
  'CTRADER_CLIENT_SECRET',
  'DATABASE_URL',
  'SMTP_URL',
  'METRICS_TOKEN',
]

export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: undefined,
  mixin() {
    const correlationId = currentCorrelation()
    return correlationId ? { correlationId } : {}
  },
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
    censor: '[redacted]',
  },
  serializers: { error: errorForLog, err: errorForLog },
})

/** Name, message and stack only: errors of HTTP clients and drivers like to carry URLs and bodies. */
function errorForLog(error: unknown) {
  if (!(error instanceof Error)) return { message: typeof error }
  const { name, message, stack } = error
  const errorCode = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return { name, message, stack, errorCode }
}
