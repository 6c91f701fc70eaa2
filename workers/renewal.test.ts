import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { oauthClient } from '@/lib/ctrader/oauth-client'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { SOAK_FACTOR } from '@/lib/domain/testing/soak-runs'
import { accessTokenFor, type RenewalStep } from '@/lib/grants/access-token'
import { KeptAnswers } from '@/lib/grants/kept-answers'
import { settleKeptAnswers } from '@/lib/grants/settle-kept-answers'
import { storeNewGrant } from '@/lib/grants/vault'
import type { MockSpotware } from '@/mock-spotware/start'
import { grantTo, startTestMock } from '@/mock-spotware/testing/start-test-mock'
import type { renewalOrderSchema } from './testing/renew.fixture'

/** Kills per step; the soak does ten. */
const KILLS = Math.min(SOAK_FACTOR, 10)
const PROCESSES = 8
const CALLERS = 25
const RING = [{ id: 'k', key: randomBytes(32) }]

/** A renewal as it goes, and the two steps where the provider has answered and the disk has not. */
const STEPS: RenewalStep[] = [
  'lease-taken',
  'asking',
  'answered',
  'answer-opened',
  'answer-written',
  'answer-synced',
  'answer-kept',
  'saving',
  'saved',
  'forgotten',
]
const LOST: RenewalStep[] = ['answered', 'answer-opened']

let database: TestDatabase
let db: Database
let mock: MockSpotware
let folder: string
const children = new Set<ChildProcess>()

beforeAll(async () => {
  database = await createTestDatabase()
  db = connectDatabase(database.url)
  mock = await startTestMock()
  folder = await mkdtemp(path.join(tmpdir(), 'tallybook-renewal-'))
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await mock.close()
  await db.$disconnect()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

/** A connection whose access token has ended; its refresh token is good. */
async function endedGrant(): Promise<string> {
  const user = await db.user.create({
    data: {
      email: `${randomBytes(6).toString('hex')}@example.test`,
      passwordHash: 'none',
      connections: { create: { grantedAt: new Date() } },
    },
    include: { connections: true },
  })
  const connectionId = user.connections[0]?.id ?? ''
  const pair = await grantTo(mock, 'ana')
  const hourAgo = new Date(Date.now() - 3_600_000)
  await storeNewGrant(db, RING, {
    connectionId,
    ...pair,
    accessTokenExpiresAt: hourAgo,
    scope: 'accounts',
    now: hourAgo,
  })
  return connectionId
}

/** Ends as the process does: what it printed, and by which signal. */
function renewInProcess(
  connectionId: string,
  { callers = 1, killAt = null }: { callers?: number; killAt?: RenewalStep | null },
): Promise<{ lines: string[]; signal: string | null }> {
  const order: z.input<typeof renewalOrderSchema> = {
    databaseUrl: database.url,
    tokenUrl: mock.tokenUrl,
    clientId: mock.clientId,
    clientSecret: mock.clientSecret,
    keyId: 'k',
    key: RING[0]?.key.toString('base64') ?? '',
    folder,
    connectionId,
    callers,
    killAt,
  }
  const child = spawn(process.execPath, ['--import', 'tsx', 'workers/testing/renew.fixture.ts'], {
    cwd: path.resolve(import.meta.dirname, '..'),
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, RENEWAL_ORDER: JSON.stringify(order) },
  })
  children.add(child)
  return new Promise((resolve) => {
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk
    })
    child.on('close', (_code, signal) =>
      resolve({ lines: text.split('\n').filter(Boolean), signal }),
    )
  })
}

/** The next worker, after the dead one's lease has ended. */
function nextWorker() {
  const answers = new KeptAnswers(folder, RING)
  const later = new Date(Date.now() + 120_000)
  const application = { clientId: mock.clientId, clientSecret: mock.clientSecret }
  const oauth = oauthClient(mock.tokenUrl, application)
  return {
    db,
    ring: RING,
    oauthClients: new Map([['ctrader', oauth]]),
    answers,
    clock: { now: () => later },
    workerId: 'next',
  }
}

function refreshes(): number {
  return mock.world.requests
    .all()
    .filter(
      (entry) =>
        entry.kind === 'http' &&
        entry.path === '/apps/token' &&
        entry.parameters.grant_type === 'refresh_token',
    ).length
}

test.each(STEPS)(
  'a worker killed at “%s” costs no grant, or says that the answer was lost',
  async (killAt) => {
    for (let kill = 0; kill < KILLS; kill += 1) {
      const connectionId = await endedGrant()
      const { signal, lines } = await renewInProcess(connectionId, { killAt })
      expect({ signal, lines }).toEqual({ signal: 'SIGKILL', lines: [] })

      const worker = nextWorker()
      await settleKeptAnswers(worker)
      const next = accessTokenFor(worker, connectionId)
      if (LOST.includes(killAt)) {
        await expect(next).rejects.toMatchObject({
          providerCode: 'ANSWER_LOST',
          failureClass: 'reconnect-required',
        })
      } else {
        const { accessToken } = await next
        const found = mock.world.grants.findByAccessToken(accessToken, mock.clientId)
        expect(found.status).toBe('valid')
      }
    }
  },
  60_000 + KILLS * 20_000,
)

test(`${PROCESSES} processes with ${CALLERS} callers each renew an ended grant once, and all get the new token`, async () => {
  const connectionId = await endedGrant()
  const before = refreshes()
  const ends = await Promise.all(
    Array.from({ length: PROCESSES }, () => renewInProcess(connectionId, { callers: CALLERS })),
  )
  expect(refreshes() - before).toBe(1)
  const { accessToken } = await accessTokenFor(nextWorker(), connectionId)
  expect(mock.world.grants.findByAccessToken(accessToken, mock.clientId).status).toBe('valid')
  const hash = createHash('sha256').update(accessToken).digest('hex')
  expect(ends.flatMap(({ lines }) => lines)).toEqual(
    Array.from({ length: PROCESSES * CALLERS }, () => hash),
  )
}, 120_000)
