import { randomUUID } from 'node:crypto'
import { NextRequest } from 'next/server'
import { encode } from 'next-auth/jwt'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Database } from '@/lib/db/client'
import { freePort } from '@/lib/db/embedded/free-port'
import { beginSession } from '@/lib/identity/sessions'
import { explainConnection } from '@/lib/support/explain-connection'
import { searchConnections } from '@/lib/support/search'
import { type JournalStack, startJournalStack, waitFor } from './testing/journal-stack'
import { smallTraders } from './testing/small-traders'
import { spawnWorker, type WorkerProcess } from './testing/worker-process'

const SECRET = 'a secret of thirty-two characters'
const APP_URL = 'http://localhost:3999'
const METRICS_TOKEN = 'a token for metrics'
const {
  traders: [{ name, hedged }],
  scenario,
} = smallTraders(1)

const holder = globalThis as { tallybookDatabase?: Database | undefined }
const before = holder.tallybookDatabase
const printed: string[] = []
let stack: JournalStack
let worker: WorkerProcess
let metricsPort: number

beforeAll(async () => {
  // What is asked for must not meet a scheduled check that is just being made.
  stack = await startJournalStack({ scenario, settings: { SYNC_CHECK_SECONDS: '3600' } })
  metricsPort = await freePort()
  const settings = { ...stack.settings, METRICS_PORT: `${metricsPort}`, METRICS_TOKEN }
  worker = spawnWorker(settings, 0, (line) => printed.push(line))
  await worker.ready
  holder.tallybookDatabase = stack.db
})
afterAll(async () => {
  holder.tallybookDatabase = before
  await worker.kill()
  await stack.stop()
})

const Requests = z.object({
  requests: z.array(z.object({ message: z.string(), clientMsgId: z.string().optional() })),
})

async function metrics(): Promise<string> {
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` }
  return (await fetch(`http://127.0.0.1:${metricsPort}/metrics`, { headers })).text()
}

function linesOf(id: string) {
  return printed.filter((line) => line.includes(id)).map((line) => JSON.parse(line))
}

/** What is printed comes a moment after what is stored. */
async function waitForSteps(id: string): Promise<void> {
  await waitFor(
    'the steps in the log',
    async () =>
      linesOf(id)
        .filter(({ msg }) => msg === 'step ended')
        .map(({ kind }) => kind),
    (kinds) => kinds.includes('connection.check') && kinds.includes('account.sync'),
  )
}

test('a press is followed from the browser through the worker to cTrader, and found by support', async () => {
  const actor = await stack.makeActor()
  const connectionId = await stack.authorise(actor, name)
  await stack.waitForState(actor, connectionId, 'choose-accounts')
  await stack.follow(actor, connectionId, [hedged])
  await stack.waitForState(actor, connectionId, 'healthy')
  // A press that meets work under way is answered by that work, under its id.
  await waitFor(
    'nothing under way',
    () => stack.workAtHand(),
    (items) => items.length === 0,
    (items) => items.map(({ kind }) => kind).join(),
  )

  // The press: "Sync now", as the browser sends it.
  for (const [setting, value] of Object.entries({
    ...{ DATABASE_URL: stack.settings.DATABASE_URL ?? '', APP_URL, NEXTAUTH_URL: APP_URL },
    ...{
      AUTH_SECRET: SECRET,
      CTRADER_CLIENT_ID: 'c',
      CTRADER_AUTH_URL: 'https://id.example.test/',
    },
  }))
    vi.stubEnv(setting, value)
  const sid = await beginSession(stack.db, actor.userId, new Date())
  const cookie = `next-auth.session-token=${await encode({ token: { sid }, secret: SECRET })}`
  const press = randomUUID()
  const { POST } = await import('@/app/api/connections/[connectionId]/sync/route')
  const answer = await POST(
    new NextRequest(`${APP_URL}/api/connections/${connectionId}/sync`, {
      method: 'POST',
      headers: { cookie, origin: APP_URL, 'x-request-id': press },
    }),
    { params: Promise.resolve({ connectionId }) },
  )
  expect(answer.status).toBeLessThan(300)
  expect(answer.headers.get('x-request-id')).toBe(press)

  const run = await waitFor(
    'a run of that press',
    () => stack.db.run.findFirst({ where: { correlationId: press, outcome: 'COMPLETED' } }),
    (found) => found !== null,
  )
  expect(run).toMatchObject({ trigger: 'user', connectionId })
  const event = await stack.db.connectionEvent.findFirst({ where: { correlationId: press } })
  expect(event).toMatchObject({ kind: 'sync-asked', actor: 'user' })

  const short = press.slice(0, 8)
  const { requests } = Requests.parse(await stack.control('GET', 'requests?kind=open-api'))
  const asked = requests.filter(({ clientMsgId }) => clientMsgId?.startsWith(`${short}-`))
  expect(asked.map(({ message }) => message)).toEqual(
    expect.arrayContaining(['PROTO_OA_GET_ACCOUNTS_BY_ACCESS_TOKEN_REQ', 'PROTO_OA_DEAL_LIST_REQ']),
  )
  await waitForSteps(press)
  const calls = linesOf(press).filter(({ msg }) => msg === 'asked cTrader')
  expect(calls.map(({ request }) => request)).toContain('DealListReq')

  const around = {
    staff: 'command-line',
    now: stack.clock.now(),
    checkEverySeconds: 1,
    platforms: stack.env.platforms,
  } as const
  for (const q of [press, short, short.toUpperCase()]) {
    const { hits } = await searchConnections(stack.db, { ...around, q })
    expect(hits).toMatchObject([{ matchedBy: 'correlation', connection: { id: connectionId } }])
  }
  const { hits } = await searchConnections(stack.db, { ...around, q: run?.id ?? '' })
  expect(hits).toMatchObject([{ matchedBy: 'run', connection: { id: connectionId } }])
  const explained = await explainConnection(stack.db, { ...around, connectionId })
  expect(explained.timeline.find(({ kind }) => kind === 'sync-asked')?.correlation).toBe(short)
  expect(explained.runs[0]?.correlation).toBe(short)

  const counted = await metrics()
  expect(counted).toMatch(/tallybook_steps_total\{kind="account\.sync",outcome="done"\} [1-9]/)
  expect(counted).toMatch(
    /tallybook_provider_requests_total\{budget="historical",outcome="ok"\} [1-9]/,
  )
  expect(counted).toMatch(/tallybook_token_answers_total\{grant="code",outcome="issued"\} 1/)
  for (const secret of [actor.email, actor.userId, connectionId, `${hedged}`])
    expect(counted).not.toContain(secret)
}, 240_000)

test('an event of cTrader’s has an id of its own, the same for all that comes of it', async () => {
  const seen = await stack.db.run.findMany({ select: { id: true } })
  await stack.control('POST', 'trade', { accountId: hedged, net: '4.32' })
  const run = await waitFor(
    'a run that nobody asked for',
    () => stack.db.run.findFirst({ where: { id: { notIn: seen.map(({ id }) => id) } } }),
    (found) => found?.outcome === 'COMPLETED',
  )
  const id = run?.correlationId ?? 'none'
  await waitForSteps(id)
  const kinds = linesOf(id).flatMap(({ kind }) => kind ?? [])
  expect(new Set(kinds)).toEqual(new Set(['connection.check', 'account.sync']))
}, 240_000)
