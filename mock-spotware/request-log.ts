export interface HttpLogEntry {
  kind: 'http'
  /** cTrader ID and back end, or the broker's CRM. */
  server: 'ctrader' | 'crm'
  at: number
  method: string
  path: string
  /** Query and form parameters; values of secrets are replaced. */
  parameters: Record<string, string>
  status: number
}

export interface OpenApiLogEntry {
  kind: 'open-api'
  at: number
  environment: 'live' | 'demo'
  connection: number
  payloadType: number
  message: string
  accountId?: number
  /** `ok` or the error code answered. */
  status: string
}

export type LogEntry = HttpLogEntry | OpenApiLogEntry

const KEPT_ENTRIES = 20_000
const REDACTED = '[redacted]'
const secretParameters = new Set([
  'code',
  'client_secret',
  'refresh_token',
  'access_token',
  'password',
  'token',
  'crmApiToken',
  'accessToken',
  'inappToken',
])

/** What arrived, newest last, without secrets. */
export class RequestLog {
  #entries: LogEntry[] = []

  add(entry: LogEntry): void {
    this.#entries.push(entry)
    if (this.#entries.length > KEPT_ENTRIES) this.#entries.splice(0, KEPT_ENTRIES / 10)
  }

  all(): readonly LogEntry[] {
    return this.#entries
  }

  clear(): void {
    this.#entries = []
  }
}

export function redactParameters(parameters: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    [...parameters].map(([name, value]) => [name, secretParameters.has(name) ? REDACTED : value]),
  )
}
