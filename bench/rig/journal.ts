import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { chooseAccounts } from '@/lib/connections/choose-accounts'
import { receiveCallback } from '@/lib/connections/receive-callback'
import { startAuthorization } from '@/lib/connections/start-authorization'
import { connectDatabase } from '@/lib/db/client'
import { startTestCluster, TEMPLATE_DATABASE } from '@/lib/db/testing/start-test-cluster'
import { createDatabase, databaseUrl } from '@/lib/db/testing/test-databases'
import { DEFAULT_PLATFORM } from '@/lib/domain/platform'
import type { Actor } from '@/lib/identity/sessions'
import { consent } from '@/workers/testing/consent'
import { startMock } from './mock'

const APP_URL = 'http://localhost:3998'
const ROOT = path.resolve(import.meta.dirname, '../..')

/**
 * A database, a mock Spotware and workers, each as processes of their own; the bench plays the
 * browser. All of them live at the same moment, which may be ahead of the machine's.
 */
export async function startJournal(input: {
  aheadMs: number
  /** People and switches of the mock; its clock is set here. */
  scenario?: object
  mockArgs?: string[]
  /** Settings of the workers, besides the usual ones. */
  settings?: Record<string, string>
}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'tallybook-bench-'))
  const cluster = await startTestCluster()
  await createDatabase(cluster.serverUrl, 'bench', TEMPLATE_DATABASE)
  const url = databaseUrl(cluster.serverUrl, 'bench')
  const db = connectDatabase(url)
  const mock = await startMock({
    folder,
    redirectUri: `${APP_URL}/api/connections/callback`,
    scenario: { ...input.scenario, clock: { ahead: `${Math.round(input.aheadMs / 1000)}s` } },
    args: input.mockArgs,
  })
  const workers = new Set<ChildProcess>()
  const killAll = () => {
    for (const worker of workers) worker.kill('SIGKILL')
  }
  process.once('exit', killAll)
  const now = () => new Date(Date.now() + input.aheadMs)
  const key = randomBytes(32).toString('base64')

  return {
    db,
    mock,
    now,

    startWorker(): ChildProcess {
      const worker = spawn(process.execPath, ['--import', 'tsx', 'bench/rig/worker.ts'], {
        cwd: ROOT,
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        env: {
          PATH: process.env.PATH,
          NODE_ENV: 'production',
          LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
          BENCH_CLOCK_AHEAD_MS: `${input.aheadMs}`,
          DATABASE_URL: url,
          APP_URL,
          GRANT_ANSWERS_DIR: path.join(folder, 'answers'),
          TOKEN_KEYS: `bench:${key}`,
          CTRADER_CLIENT_ID: mock.clientId,
          CTRADER_CLIENT_SECRET: mock.clientSecret,
          CTRADER_TOKEN_URL: mock.tokenUrl,
          CTRADER_LIVE_URL: mock.liveUrl,
          CTRADER_DEMO_URL: mock.demoUrl,
          CTRADER_CA_FILE: mock.caFile,
          ...input.settings,
        },
      })
      workers.add(worker)
      worker.once('exit', () => workers.delete(worker))
      return worker
    },

    /** The worker that talks to cTrader now, or null between two. */
    async slotHolder(): Promise<ChildProcess | null> {
      const slot = await db.slot.findFirst({ where: { leaseUntil: { gt: now() } } })
      const pid = Number(slot?.leaseOwner?.split('-')[0])
      return [...workers].find((worker) => worker.pid === pid) ?? null
    },

    /** Links a person's cTrader ID by a real consent. @returns the connection, accounts listed */
    async link(persona: string): Promise<{ actor: Actor; connectionId: string }> {
      const actor = await makeActor()
      const { authUrl, clientId } = mock
      const platform = { key: DEFAULT_PLATFORM, name: 'cTrader', authUrl, clientId }
      const provider = { platforms: [platform], appUrl: APP_URL }
      const trip = await startAuthorization(db, { actor, provider, now: now() })
      const query = await consent(trip.authorizationUrl, persona)
      await receiveCallback(db, { actor, cookie: trip.cookie, query, now: now() })
      const { connectionId } = trip
      await waitFor(`the accounts of ${persona}`, async () => {
        const { grantedAt } = await db.connection.findUniqueOrThrow({ where: { id: connectionId } })
        return grantedAt !== null
      })
      return { actor, connectionId }
    },

    /** Follows every account of a connection. */
    async follow({ actor, connectionId }: { actor: Actor; connectionId: string }): Promise<void> {
      const accounts = await db.tradingAccount.findMany({ where: { connectionId } })
      const accountIds = accounts.map(({ id }) => id)
      await chooseAccounts(db, { actor, connectionId, accountIds, now: now() })
    },

    async stop() {
      await Promise.all([...workers].map(endOf))
      process.off('exit', killAll)
      await mock.stop()
      await db.$disconnect()
      await cluster.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }

  async function makeActor(): Promise<Actor> {
    const email = `${randomUUID()}@example.test`
    const user = await db.user.create({ data: { email, passwordHash: 'none' } })
    return { userId: user.id, sessionId: randomUUID(), role: 'TRADER', email, timeZone: 'UTC' }
  }
}

export type Journal = Awaited<ReturnType<typeof startJournal>>

async function endOf(worker: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => worker.once('exit', resolve))
  worker.kill('SIGTERM')
  const force = setTimeout(() => worker.kill('SIGKILL'), 10_000)
  await ended
  clearTimeout(force)
}

/** Waits for a condition; the limit only ends a bench that would never end. */
export async function waitFor(
  what: string,
  isThere: () => Promise<boolean>,
  limitMs = 900_000,
): Promise<void> {
  const deadline = performance.now() + limitMs
  while (!(await isThere())) {
    if (performance.now() > deadline) throw new Error(`Waited in vain for ${what}`)
    await pause(200)
  }
}
