import { randomUUID } from 'node:crypto'
import { NextRequest } from 'next/server.js'
import { encode } from 'next-auth/jwt'
import { connectDatabase, type Database } from '@/lib/db/client'
import { startTestCluster, TEMPLATE_DATABASE } from '@/lib/db/testing/start-test-cluster'
import { createDatabase, databaseUrl } from '@/lib/db/testing/test-databases'
import { DEFAULT_PLATFORM } from '@/lib/domain/platform'
import { beginSession } from '@/lib/identity/sessions'
import { readFleet } from '@/lib/operator/fleet'
import { explainAsText } from '@/lib/support/explain-as-text'
import { explainConnection } from '@/lib/support/explain-connection'
import { openConnection } from '@/lib/support/opening'
import { median } from './rig/median'
import type { Bench, Ratio } from './rig/ratio'
import { say } from './rig/say'
import { CONNECTIONS, fillSupportJournal } from './rig/support-journal'

const APP_URL = 'http://localhost:3998'
const SECRET = 'a secret of thirty-two characters'
const AROUND = { checkEverySeconds: 300, platforms: [{ key: DEFAULT_PLATFORM, name: 'cTrader' }] }
/** How long support may wait for an answer. */
const BAR_SECONDS = 1
const LOOKED_AT = 40
/** Each is asked so often and counts by its median: what else the machine did is not measured. */
const TIMES = 3

type Route = {
  GET(request: NextRequest, context: { params: Promise<Record<string, string>> }): Promise<Response>
}

/**
 * How long support waits, on the journal of a whole house: the longest of many answers, each in
 * seconds, which is the promise itself. The busiest connection of all is among them.
 */
const bench: Bench = async () => {
  const cluster = await startTestCluster()
  await createDatabase(cluster.serverUrl, 'bench', TEMPLATE_DATABASE)
  const url = databaseUrl(cluster.serverUrl, 'bench')
  const db = connectDatabase(url)
  try {
    await fillSupportJournal(db)
    return [...(await measureFunction(db)), ...(await measurePages(db, url))]
  } finally {
    await db.$disconnect()
    await cluster.stop()
  }
}

export default bench

/** As `npm run support -- explain` asks. */
async function measureFunction(db: Database): Promise<Ratio[]> {
  const explain = async (connectionId: string) => {
    const asked = { staff: 'command-line', connectionId, now: new Date(), ...AROUND } as const
    return explainAsText(await explainConnection(db, asked))
  }
  // What a process does once, such as starting the query engine, is not part of the answer.
  await explain(connectionId(CONNECTIONS))
  return [ratio('function', await timesOf(looked(), explain))]
}

/** Through the routes of the pages, signed in as somebody of the staff who has said why. */
async function measurePages(db: Database, url: string): Promise<Ratio[]> {
  Object.assign(process.env, {
    DATABASE_URL: url,
    APP_URL,
    NEXTAUTH_URL: APP_URL,
    AUTH_SECRET: SECRET,
    CTRADER_CLIENT_ID: 'bench',
    CTRADER_AUTH_URL: 'https://id.example.test/',
  })
  const email = 'operator@example.test'
  const { id } = await db.user.create({ data: { email, passwordHash: 'none', role: 'ADMIN' } })
  const sid = await beginSession(db, id, new Date())
  const token = await encode({ token: { sid }, secret: SECRET })
  const actor = { userId: id, sessionId: sid, role: 'ADMIN', email, timeZone: 'UTC' } as const

  const get = async (route: Route, path: string, params: Record<string, string> = {}) => {
    const headers = { cookie: `next-auth.session-token=${token}` }
    const request = new NextRequest(`${APP_URL}${path}`, { headers })
    const response = await route.GET(request, { params: Promise.resolve(params) })
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`)
    return (await response.json()) as { hits?: unknown[] }
  }
  const page: Route = await import('@/app/api/support/connections/[connectionId]/route')
  const search: Route = await import('@/app/api/support/search/route')
  const connections = looked()
  for (const connectionId of connections)
    await openConnection(db, { actor, connectionId, reason: 'bench', now: new Date() })
  const pages = await timesOf(connections, (connectionId) =>
    get(page, `/api/support/connections/${connectionId}`, { connectionId }),
  )
  const complaints = await complaintsOf(db)
  const searches = await timesOf(complaints, async (q) => {
    const { hits } = await get(search, `/api/support/search?q=${encodeURIComponent(q)}`)
    if (!hits || hits.length === 0) throw new Error(`Nothing was found by ${q}`)
  })
  const health = await timesOf([db], () => readFleet(db, new Date()))
  return [ratio('page', pages), ratio('search', searches), ratio('health', health)]
}

/** The busiest, and others from everywhere. */
function looked(): string[] {
  const step = Math.max(1, Math.floor(CONNECTIONS / LOOKED_AT))
  return Array.from({ length: Math.min(LOOKED_AT, CONNECTIONS) }, (_, index) =>
    connectionId(1 + index * step),
  )
}

function connectionId(n: number): string {
  return `00000002-0000-4000-8000-${String(n).padStart(12, '0')}`
}

/** Everything the one box takes, a few of each. */
async function complaintsOf(db: Database): Promise<string[]> {
  const numbers = [1, 2, 3].map((part) => Math.floor((CONNECTIONS * part) / 4) + 1)
  const runs = await db.run.findMany({ take: 3, orderBy: { startedAt: 'asc' } })
  const references = runs.map(({ correlationId }) => correlationId ?? randomUUID())
  return [
    'trader-',
    ...numbers.map((n) => `trader-${n}@example.test`),
    ...numbers.map((n) => `${9_000_000 + n * 2 + 1}`.slice(-4)),
    ...numbers.map((n) => `${1_000_000 + n}`),
    ...numbers.map(connectionId),
    ...runs.map(({ id }) => id),
    ...references,
    ...references.map((reference) => reference.slice(0, 8)),
  ]
}

async function timesOf<Asked>(
  all: Asked[],
  ask: (asked: Asked) => Promise<unknown>,
): Promise<number[]> {
  const seconds: number[] = []
  for (const one of all) {
    const tries: number[] = []
    for (let time = 0; time < TIMES; time += 1) {
      const before = performance.now()
      await ask(one)
      tries.push((performance.now() - before) / 1000)
    }
    seconds.push(median(tries))
  }
  return seconds
}

function ratio(what: string, seconds: number[]): Ratio {
  const sorted = [...seconds].sort((a, b) => a - b)
  const said = (share: number) =>
    `${Math.round((sorted[Math.floor((sorted.length - 1) * share)] ?? 0) * 1000)} ms`
  const longest = 1 + seconds.indexOf(sorted.at(-1) ?? 0)
  say(
    `${what}: ${seconds.length} answers, half within ${said(0.5)}, the longest (number ${longest}) ${said(1)}`,
  )
  return { name: `explain.${what}Seconds`, value: sorted.at(-1) ?? 0, atMost: BAR_SECONDS }
}
