import type { IssuedSecrets } from './issued-secrets'
import { Redaction } from './redaction'

interface CommonEntry {
  at: number
  /** The fault it met. */
  fault?: string
}

export interface HttpLogEntry extends CommonEntry {
  kind: 'http'
  /** cTrader ID and back end, or the broker's CRM. */
  server: 'ctrader' | 'crm'
  method: string
  path: string
  /** Parameters of the query, a form, or a JSON body; values of secrets are replaced. */
  parameters: Record<string, string>
  /** 0 when nothing was answered and nothing carried out. */
  status: number
  /** What the answer did not say. */
  note?: string
}

export interface OpenApiLogEntry extends CommonEntry {
  kind: 'open-api'
  environment: 'live' | 'demo'
  connection: number
  payloadType: number
  message: string
  accountId?: number
  /** As the client numbered it. */
  clientMsgId?: string
  /** `ok`, the error code answered, or `not answered`. */
  status: string
}

export type LogEntry = HttpLogEntry | OpenApiLogEntry

const KEPT_ENTRIES = 20_000

/** What arrived, newest last, without secrets. */
export class RequestLog {
  readonly #redaction: Redaction
  #entries: LogEntry[] = []

  constructor(issued: IssuedSecrets) {
    this.#redaction = new Redaction(issued)
  }

  /** Takes secrets out first. */
  add(entry: LogEntry): void {
    this.#entries.push(entry.kind === 'http' ? this.#redacted(entry) : this.#ofOpenApi(entry))
    if (this.#entries.length > KEPT_ENTRIES) this.#entries.splice(0, KEPT_ENTRIES / 10)
  }

  all(): readonly LogEntry[] {
    return this.#entries
  }

  clear(): void {
    this.#entries = []
  }

  /** Of what is kept of a frame, only its number is the client's to choose. */
  #ofOpenApi(entry: OpenApiLogEntry): OpenApiLogEntry {
    const { clientMsgId } = entry
    return clientMsgId ? { ...entry, clientMsgId: this.#redaction.text(clientMsgId) } : entry
  }

  #redacted(entry: HttpLogEntry): HttpLogEntry {
    return {
      ...entry,
      path: this.#redaction.text(entry.path),
      parameters: this.#redaction.parameters(Object.entries(entry.parameters)),
    }
  }
}
