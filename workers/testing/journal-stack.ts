import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { AGENDA_CHANNEL } from '@/lib/agenda/wish'
import type { Clock } from '@/lib/clock'
import { chooseAccounts } from '@/lib/connections/choose-accounts'
import { receiveCallback } from '@/lib/connections/receive-callback'
import { showConnection } from '@/lib/connections/show-connection'
import { type ConsentPages, startAuthorization } from '@/lib/connections/start-authorization'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase } from '@/lib/db/testing/create-test-database'
import { DEFAULT_PLATFORM } from '@/lib/domain/platform'
import type { ConnectionView } from '@/lib/domain/views/connection'
import { readWorkerEnv, type WorkerEnv } from '@/lib/env'
import type { Actor } from '@/lib/identity/sessions'
import type { MockSpotware, MockSpotwareOptions } from '@/mock-spotware/start'
import { startTestMock } from '@/mock-spotware/testing/start-test-mock'
import { startWorker, type Worker } from '@/workers/start-worker'
import { consent } from './consent'

const APP_URL = 'http://localhost:3999'

/** Ten times what Spotware allows: its pace is kept, and checked, in the browser journeys. */
const HISTORICAL_PER_SECOND = 50

/**
 * A worker, a mock Spotware and a database of a test's own. The test plays the browser. Everything
 * goes by the mock's clock, which `advance` moves.
 */
export async function startJournalStack(
  options: {
    mock?: MockSpotwareOptions
    /** Who there is at cTrader, in the form of a scenario file, in place of the personas. */
    scenario?: object
    format?: 'json'
    /** Of everything but the mocks, instead of the first one's. */
    clock?: Clock
    /** The worker's settings, where they are not the usual ones. */
    settings?: Record<string, string>
    /** A second environment, with a mock of its own. */
    second?: { key: string; name: string; mock?: MockSpotwareOptions }
  } = {},
) {
  const { second } = options
  const database = await createTestDatabase()
  const folder = await mkdtemp(path.join(tmpdir(), 'tallybook-journal-'))
  const answers = path.join(folder, 'answers')
  await mkdir(answers)
  const scenario = options.scenario && path.join(folder, 'scenario.json')
  if (scenario) await writeFile(scenario, JSON.stringify(options.scenario))
  const mock = await startMock({ scenario, ...options.mock })
  const db = connectDatabase(database.url)
  const clock: Clock = options.clock ?? { now: () => new Date(mock.world.clock.now()) }
  const settings: Record<string, string> & { NODE_ENV: 'test' } = {
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    APP_URL,
    GRANT_ANSWERS_DIR: answers,
    TOKEN_KEYS: `test:${randomBytes(32).toString('base64')}`,
    SYNC_CHECK_SECONDS: '1',
    ...settingsOf(mock, 'CTRADER_', options.format),
    ...options.settings,
  }
  const mocks = new Map([[DEFAULT_PLATFORM, mock]])
  if (second) {
    const secondMock = await startMock(second.mock)
    mocks.set(second.key, secondMock)
    const prefix = `CTRADER_${second.key.toUpperCase()}_`
    settings.CTRADER_PLATFORMS = second.key
    settings[`${prefix}NAME`] = second.name
    Object.assign(settings, settingsOf(secondMock, prefix))
  }
  const env = readWorkerEnv(settings)
  const workers = new Set<Worker>()

  const provider: ConsentPages = {
    appUrl: APP_URL,
    platforms: env.platforms.map(({ key, name, clientId }) => ({
      key,
      name,
      clientId,
      authUrl: mocks.get(key)?.authUrl ?? '',
    })),
  }
  const show = (actor: Actor, connectionId: string): Promise<ConnectionView> =>
    showConnection(db, {
      actor,
      connectionId,
      now: clock.now(),
      checkEverySeconds: env.SYNC_CHECK_SECONDS,
      platforms: env.platforms,
    })

  return {
    db,
    mock,
    /** The stand-in of each environment, by its key. */
    mocks,
    /** What the web process knows of cTrader. */
    provider,
    /** The worker's environment, for one that runs as a process of its own, and as it reads it. */
    settings,
    env,
    clock,

    /** @param changed where this one's settings differ from the others' */
    async startWorker(changed: Partial<WorkerEnv> = {}): Promise<Worker> {
      const worker = await startWorker({ ...env, ...changed }, clock)
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
      answer: {
        allow?: boolean
        connectionId?: string
        platform?: string
        accounts?: number[]
      } = {},
    ): Promise<string> {
      const now = clock.now()
      const trip = await startAuthorization(db, {
        actor,
        connectionId: answer.connectionId,
        platform: answer.platform,
        provider,
        now,
      })
      const verb = answer.allow === false ? 'deny' : 'allow'
      const query = await consent(trip.authorizationUrl, persona, verb, answer.accounts)
      await receiveCallback(db, { actor, cookie: trip.cookie, query, now: clock.now() })
      return trip.connectionId
    },

    show,

    /** Moves the time of the mock and of everything that goes by it, and says that there may be work. */
    async advance(milliseconds: number): Promise<void> {
      mock.world.advanceClock(milliseconds)
      await db.$executeRaw`SELECT pg_notify(${AGENDA_CHANNEL}, '')`
    },

    async waitForState(
      actor: Actor,
      connectionId: string,
      state: ConnectionView['state'],
    ): Promise<ConnectionView> {
      return waitFor(
        `state ${state}`,
        () => show(actor, connectionId),
        (view) => view.state === state,
        ({ state, reason }) => `${state} (${reason})`,
      )
    },

    /** What is due, or being done, at this moment. */
    workAtHand() {
      return db.agendaItem.findMany({
        where: { OR: [{ dueAt: { lte: clock.now() } }, { leaseUntil: { gt: clock.now() } }] },
      })
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

    async control(
      method: 'GET' | 'POST' | 'DELETE',
      path: string,
      body?: unknown,
      platform = DEFAULT_PLATFORM,
    ): Promise<unknown> {
      const response = await fetch(`${mocks.get(platform)?.controlUrl}/control/${path}`, {
        method,
        body: body === undefined ? undefined : JSON.stringify(body),
      })
      if (!response.ok) throw new Error(`${path} answered ${response.status}`)
      return response.json()
    },

    async ledger(accountId: number, platform?: string): Promise<Ledger> {
      return Ledger.parse(await this.control('GET', `ledger/${accountId}`, undefined, platform))
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
      await Promise.all([...mocks.values()].map((each) => each.close()))
      await database.drop()
      await rm(folder, { recursive: true, force: true })
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

function startMock(options: MockSpotwareOptions = {}): Promise<MockSpotware> {
  return startTestMock({
    redirectUris: [`${APP_URL}/api/connections/callback`],
    historicalRequestsPerSecond: HISTORICAL_PER_SECOND,
    ...options,
  })
}

/** The worker's settings for an environment, each with the prefix that says which one it is. */
function settingsOf(
  mock: MockSpotware,
  prefix: string,
  format: 'protobuf' | 'json' = 'protobuf',
): Record<string, string> {
  const json = format === 'json'
  const settings = {
    CLIENT_ID: mock.clientId,
    CLIENT_SECRET: mock.clientSecret,
    TOKEN_URL: mock.tokenUrl,
    LIVE_URL: json ? mock.liveJsonUrl : mock.liveUrl,
    DEMO_URL: json ? mock.demoJsonUrl : mock.demoUrl,
    FORMAT: format,
    CA_FILE: mock.caFile,
    HISTORICAL_PER_SECOND: `${HISTORICAL_PER_SECOND}`,
  }
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [prefix + name, value]))
}

async function makeActor(db: Database): Promise<Actor> {
  const email = `${randomUUID()}@example.test`
  const user = await db.user.create({ data: { email, passwordHash: 'none' } })
  return { userId: user.id, sessionId: randomUUID(), role: 'TRADER', email, timeZone: 'UTC' }
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
