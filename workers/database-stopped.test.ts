import { readdir } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type DatabaseGate, openDatabaseGate } from '@/lib/db/testing/database-gate'
import { KeptAnswers } from '@/lib/grants/kept-answers'
import { readGrant } from '@/lib/grants/vault'
import { type JournalStack, startJournalStack, waitFor } from '@/workers/testing/journal-stack'
import { smallTraders } from '@/workers/testing/small-traders'
import { spawnWorker, type WorkerProcess } from '@/workers/testing/worker-process'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

const {
  traders: [trader],
  scenario,
} = smallTraders(1)

let stack: JournalStack
let gate: DatabaseGate
let worker: WorkerProcess

beforeEach(async () => {
  stack = await startJournalStack({ scenario, mock: { accessTokenLifeSeconds: 24 * 3_600 } })
  gate = await openDatabaseGate(stack.env.DATABASE_URL)
})
afterEach(async () => {
  await worker.kill()
  await gate.close()
  await stack.stop()
})

/** A worker whose only way to the database is the gate. */
function spawn(): WorkerProcess {
  const settings = { ...stack.settings, DATABASE_URL: gate.url }
  return spawnWorker(settings, stack.mock.world.clock.aheadMs())
}

async function pass(milliseconds: number): Promise<void> {
  worker.setAhead(stack.mock.world.clock.aheadMs() + milliseconds)
  await stack.advance(milliseconds)
}

function refreshes(): number {
  return stack.mock.world.requests
    .all()
    .filter((entry) => entry.kind === 'http' && entry.path === '/apps/token')
    .filter((entry) => entry.kind === 'http' && entry.parameters.grant_type === 'refresh_token')
    .length
}

/** A connection whose renewal was answered, and the database gone from that very moment on. */
async function answeredWithoutDatabase() {
  const actor = await stack.makeActor()
  worker = spawn()
  await worker.ready
  const connectionId = await stack.authorise(actor, trader.name)
  await stack.waitForState(actor, connectionId, 'choose-accounts')
  await stack.follow(actor, connectionId)
  await stack.waitForState(actor, connectionId, 'healthy')
  // cTrader has made the new pair and not sent it yet.
  stack.mock.world.events.once('grantsChanged', () => gate.shut())
  await pass(20 * HOUR_MS)
  await waitFor(
    'the answer on the disk',
    // Whole: of one that is just being written nothing is left when its worker is killed.
    () => new KeptAnswers(stack.env.GRANT_ANSWERS_DIR, stack.env.TOKEN_KEYS).all(),
    (answers) => answers.length === 1,
    (answers) => `${answers.length} answers`,
  )
  const grant = await readGrant(stack.db, stack.env.TOKEN_KEYS, connectionId)
  expect(grant?.generation).toBe(1)
  expect(grant?.refreshToken).not.toBe(livingRefreshToken())
  return connectionId
}

function livingRefreshToken(): string | undefined {
  return stack.mock.world.grants.living()[0]?.refreshToken
}

async function expectRecovered(connectionId: string): Promise<void> {
  const grant = await waitFor(
    'the new pair in the database',
    () => readGrant(stack.db, stack.env.TOKEN_KEYS, connectionId),
    (found) => found?.generation === 2,
    (found) => `generation ${found?.generation}`,
  )
  expect(grant?.refreshToken).toBe(livingRefreshToken())
  expect(refreshes()).toBe(1)
  await waitFor(
    'a check with the new token',
    () => stack.db.connection.findUniqueOrThrow({ where: { id: connectionId } }),
    ({ lastSuccessAt }) => lastSuccessAt !== null && lastSuccessAt >= (grant?.renewedAt ?? 0),
    ({ lastFailureCode }) => String(lastFailureCode),
  )
  const refused = { connectionId, kind: 'refused' }
  expect(await stack.db.connectionEvent.count({ where: refused })).toBe(0)
  expect(await readdir(stack.env.GRANT_ANSWERS_DIR)).toEqual([])
}

test('an answer that came while the database was stopped is saved by the next worker', async () => {
  const connectionId = await answeredWithoutDatabase()
  await worker.kill()
  // Whoever looks after the worker starts it again: it ends, and loses nothing.
  const early = spawn()
  await expect(early.ready).rejects.toThrow('ended')
  expect(await readdir(stack.env.GRANT_ANSWERS_DIR)).toHaveLength(1)
  await pass(MINUTE_MS)
  gate.open()
  worker = spawn()
  await worker.ready
  await expectRecovered(connectionId)
}, 120_000)

test('or by the same one, when it lives', async () => {
  const connectionId = await answeredWithoutDatabase()
  await pass(MINUTE_MS)
  gate.open()
  await expectRecovered(connectionId)
}, 120_000)
