import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { type Clock, systemClock } from '@/lib/clock'
import { chooseAccounts } from '@/lib/connections/choose-accounts'
import { receiveCallback } from '@/lib/connections/receive-callback'
import { showConnection } from '@/lib/connections/show-connection'
import { startAuthorization } from '@/lib/connections/start-authorization'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase } from '@/lib/db/testing/create-test-database'
import type { ConnectionView } from '@/lib/domain/views/connection'
import { readWorkerEnv } from '@/lib/env'
import type { Actor } from '@/lib/identity/sessions'
import type { MockSpotwareOptions } from '@/mock-spotware/start'
import { startTestMock } from '@/mock-spotware/testing/start-test-mock'
import { startWorker, type Worker } from '@/workers/start-worker'
import { consent } from './consent'

const APP_URL = 'http://localhost:3999'

/** Ten times what Spotware allows: its pace is kept, and checked, in the browser journeys. */
const HISTORICAL_PER_SECOND = 50

/** A worker, a mock Spotware and a database of a test's own. The test plays the browser. */
export async function startJournalStack(
  options: {
    mock?: MockSpotwareOptions
    format?: 'json'
    /** Of everything but the mock, which has a clock of its own. */
    clock?: Clock
    /** The worker's mail settings. */
    mail?: { SMTP_URL: string; MAIL_FROM: string }
  } = {},
) {
  const clock = options.clock ?? systemClock
  const database = await createTestDatabase()
  const mock = await startTestMock({
    redirectUris: [`${APP_URL}/api/connections/callback`],
    historicalRequestsPerSecond: HISTORICAL_PER_SECOND,
    ...options.mock,
  })
  const db = connectDatabase(database.url)
  const json = options.format === 'json'
  const env = readWorkerEnv({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    APP_URL,
    GRANT_ANSWERS_DIR: await mkdtemp(path.join(tmpdir(), 'tallybook-answers-')),
    TOKEN_KEYS: `test:${randomBytes(32).toString('base64')}`,
    CTRADER_CLIENT_ID: mock.clientId,
    CTRADER_CLIENT_SECRET: mock.clientSecret,
    CTRADER_TOKEN_URL: mock.tokenUrl,
    CTRADER_LIVE_URL: json ? mock.liveJsonUrl : mock.liveUrl,
    CTRADER_DEMO_URL: json ? mock.demoJsonUrl : mock.demoUrl,
    CTRADER_FORMAT: options.format ?? 'protobuf',
    CTRADER_CA_FILE: mock.caFile,
    SYNC_CHECK_SECONDS: '1',
    CTRADER_HISTORICAL_PER_SECOND: `${HISTORICAL_PER_SECOND}`,
    ...options.mail,
  })
  const workers = new Set<Worker>()

  const provider = { authUrl: mock.authUrl, clientId: mock.clientId, appUrl: APP_URL }

  return {
    db,
    mock,
    /** What the web process knows of cTrader. */
    provider,
    env,
    databaseUrl: database.url,

    async startWorker(): Promise<Worker> {
      const worker = await startWorker(env, clock)
      workers.add(worker)
      return worker
    },

    async stopWorker(worker: Worker): Promise<void> {
      workers.delete(worker)
      await worker.stop()
    },

    makeActor: () => makeActor(db),

    /** To cTrader and back; the worker does the rest. */
    async authorise(
      actor: Actor,
      persona: string,
      answer: { allow?: boolean; connectionId?: string; accounts?: number[] } = {},
    ): Promise<string> {
      const now = clock.now()
      const trip = await startAuthorization(db, {
        actor,
        connectionId: answer.connectionId,
        provider,
        now,
      })
      const verb = answer.allow === false ? 'deny' : 'allow'
      const query = await consent(trip.authorizationUrl, persona, verb, answer.accounts)
      await receiveCallback(db, { actor, cookie: trip.cookie, query, now: clock.now() })
      return trip.connectionId
    },

    show: (actor: Actor, connectionId: string) => show(db, actor, connectionId, clock.now()),

    async waitForState(
      actor: Actor,
      connectionId: string,
      state: ConnectionView['state'],
    ): Promise<ConnectionView> {
      return waitFor(
        `state ${state}`,
        () => show(db, actor, connectionId, clock.now()),
        (view) => view.state === state,
        ({ state, reason }) => `${state} (${reason})`,
      )
    },

    /** Follows the accounts with these ids at cTrader, or all of them. */
    async follow(actor: Actor, connectionId: string, ctidTraderAccountIds?: number[]) {
      const accounts = await db.tradingAccount.findMany({ where: { connectionId } })
      const accountIds = accounts
        .filter(
          ({ ctidTraderAccountId }) =>
            ctidTraderAccountIds?.includes(Number(ctidTraderAccountId)) ?? true,
        )
        .map(({ id }) => id)
      await chooseAccounts(db, { actor, connectionId, accountIds, now: clock.now() })
    },

    async control(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
      const response = await fetch(`${mock.controlUrl}/control/${path}`, {
        method,
        body: body === undefined ? undefined : JSON.stringify(body),
      })
      if (!response.ok) throw new Error(`${path} answered ${response.status}`)
      return response.json()
    },

    async ledger(accountId: number): Promise<Ledger> {
      return Ledger.parse(await this.control('GET', `ledger/${accountId}`))
    },

    async violations(): Promise<number> {
      const { count } = z
        .object({ count: z.number() })
        .parse(await this.control('GET', 'violations'))
      return count
    },

    async stop() {
      await Promise.all([...workers].map((worker) => worker.stop()))
      await db.$disconnect()
      await mock.close()
      await database.drop()
      await rm(env.GRANT_ANSWERS_DIR, { recursive: true, force: true })
    },
  }
}

export type JournalStack = Awaited<ReturnType<typeof startJournalStack>>

const Ledger = z.object({
  balance: z.string(),
  positions: z.array(
    z.object({
      positionId: z.coerce.string(),
      sequence: z.number(),
      symbol: z.string(),
      direction: z.enum(['BUY', 'SELL']),
      openedAt: z.string(),
      closedAt: z.string(),
      net: z.string(),
      lots: z.string(),
    }),
  ),
  openPositions: z.array(z.unknown()),
  cashFlows: z.array(z.object({ balanceHistoryId: z.coerce.string(), delta: z.string() })),
})

export type Ledger = z.output<typeof Ledger>

async function makeActor(db: Database): Promise<Actor> {
  const email = `${randomUUID()}@example.test`
  const user = await db.user.create({ data: { email, passwordHash: 'none' } })
  return { userId: user.id, sessionId: randomUUID(), role: 'TRADER', email, timeZone: 'UTC' }
}

function show(
  db: Database,
  actor: Actor,
  connectionId: string,
  now: Date,
): Promise<ConnectionView> {
  return showConnection(db, { actor, connectionId, now, checkEverySeconds: 1 })
}

/** Waits for a condition, never for a time; the limit only ends a test that would never end. */
export async function waitFor<Value>(
  what: string,
  ask: () => Promise<Value>,
  isThere: (value: Value) => boolean,
  describe: (value: Value) => string = String,
  limitMs = 120_000,
): Promise<Value> {
  const deadline = performance.now() + limitMs
  for (;;) {
    const value = await ask()
    if (isThere(value)) return value
    if (performance.now() > deadline)
      throw new Error(`Waited in vain for ${what}; last seen: ${describe(value)}`)
    await pause(50)
  }
}
