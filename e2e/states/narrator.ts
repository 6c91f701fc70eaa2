import { Client } from 'pg'
import { expect, type Page } from 'playwright/test'
import { z } from 'zod'
import type { Stack } from '@/e2e/stack/start-stack'
import type { ConnectionState } from '@/lib/domain/connection-state'
import { consent } from '@/workers/testing/consent'

const Started = z.object({ authorizationUrl: z.string(), connectionId: z.string() })
const Shown = z.object({
  state: z.string(),
  reason: z.string().nullable(),
  accounts: z.array(z.object({ id: z.string() })),
})

/** Longer than any state takes to come about. */
const PATIENCE_MS = 60_000

/** Makes things happen around one signed-in person: at the mock, in the browser, and in time. */
export class Narrator {
  private constructor(
    readonly page: Page,
    readonly stack: Stack,
    private readonly database: Client,
  ) {}

  static async begin(page: Page, stack: Stack): Promise<Narrator> {
    const database = new Client({ connectionString: stack.databaseUrl })
    await database.connect()
    return new Narrator(page, stack, database)
  }

  async end(): Promise<void> {
    await this.database.end()
  }

  /** As the pages ask it, with the session and the origin of the browser. */
  api(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown> {
    return this.page.evaluate(
      async ([verb, address, text]) => {
        const response = await fetch(address, {
          method: verb,
          headers: text ? { 'content-type': 'application/json' } : {},
          body: text,
        })
        if (!response.ok) throw new Error(`${address} answered ${response.status}`)
        return response.json()
      },
      [method, `/api/${path}`, body === undefined ? undefined : JSON.stringify(body)] as const,
    )
  }

  async control(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<void> {
    const response = await fetch(`${this.stack.controlUrl}/control/${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  }

  fault(endpoint: string, kind: string, rest: object = {}): Promise<void> {
    return this.control('POST', 'faults', { endpoint, kind, ...rest })
  }

  noFaults(): Promise<void> {
    return this.control('DELETE', 'faults')
  }

  /** What a test cannot wait for: hours pass by moving what is stored into the past. */
  async sql(text: string, values: unknown[] = []): Promise<void> {
    const { rowCount } = await this.database.query(text, values)
    if (rowCount === 0) throw new Error(`Nothing was changed by: ${text}`)
  }

  /** Waits until the question has an answer. */
  async waitForRow(question: string, values: unknown[]): Promise<void> {
    await expect
      .poll(async () => (await this.database.query(question, values)).rowCount, {
        timeout: PATIENCE_MS,
        intervals: [100],
      })
      .toBeGreaterThan(0)
  }

  /** Everything that comes due is due now, instead of in minutes. */
  async hasten(kind: string): Promise<void> {
    await this.sql(`UPDATE "AgendaItem" SET "dueAt" = now() WHERE "kind" = $1`, [kind])
  }

  /** Presses Connect. @returns where cTrader's page is, and the connection to come back to */
  async leave(connectionId?: string): Promise<z.output<typeof Started>> {
    const body = connectionId ? { connectionId } : {}
    return Started.parse(await this.api('POST', 'connections/authorizations', body))
  }

  /** To cTrader and back. */
  async link(
    persona: string,
    how: {
      connectionId?: string
      answer?: 'allow' | 'deny'
      accounts?: number[]
      /** On the way back. */
      tamper?(query: Record<string, string>): Record<string, string>
    } = {},
  ): Promise<string> {
    const { authorizationUrl, connectionId } = await this.leave(how.connectionId)
    const query = await consent(authorizationUrl, persona, how.answer, how.accounts)
    const back = new URLSearchParams(how.tamper ? how.tamper(query) : query)
    await this.page.goto(`/api/connections/callback?${back}`)
    return connectionId
  }

  /** Complete Connection with every account that cTrader listed. */
  async followAll(connectionId: string): Promise<void> {
    const { accounts } = await this.look(connectionId)
    await this.api('POST', `connections/${connectionId}/accounts`, {
      accountIds: accounts.map(({ id }) => id),
    })
  }

  async look(connectionId: string): Promise<z.output<typeof Shown>> {
    return Shown.parse(await this.api('GET', `connections/${connectionId}`))
  }

  async waitFor(connectionId: string, state: ConnectionState): Promise<void> {
    await expect
      .poll(async () => (await this.look(connectionId)).state, {
        timeout: PATIENCE_MS,
        intervals: [150],
      })
      .toBe(state)
  }
}
