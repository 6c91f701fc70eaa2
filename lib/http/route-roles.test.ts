import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { NextRequest } from 'next/server'
import { encode } from 'next-auth/jwt'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { makeFileDeal } from '@/lib/domain/testing/deals'
import { beginSession } from '@/lib/identity/sessions'
import { addRows } from '@/lib/ledger/testing/add-rows'

const APP = path.resolve(import.meta.dirname, '../../app')
const TABLE = path.resolve(import.meta.dirname, '../../docs/route-roles.md')
const ROLES = ['nobody', 'TRADER', 'SUPPORT', 'ADMIN'] as const
const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const SECRET = 'a secret of thirty-two characters'
const APP_URL = 'http://localhost:3999'
const [ACCOUNT, SYMBOL] = ['Quillfeather', 'QUILLUSD']

type Role = (typeof ROLES)[number]
type Handler = (
  request: NextRequest,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>
type Row = { route: string; verb: string; answers: Record<Role, string> }

const holder = globalThis as { tallybookDatabase?: Database | undefined }
const before = holder.tallybookDatabase
let database: TestDatabase
let cookies: Record<Role, string>
let supportId: string

beforeAll(async () => {
  database = await createTestDatabase()
  holder.tallybookDatabase = connectDatabase(database.url)
})
afterAll(async () => {
  await holder.tallybookDatabase?.$disconnect()
  holder.tallybookDatabase = before
  await database.drop()
})
beforeEach(async () => {
  vi.stubEnv('DATABASE_URL', database.url)
  vi.stubEnv('APP_URL', APP_URL)
  vi.stubEnv('NEXTAUTH_URL', APP_URL)
  vi.stubEnv('AUTH_SECRET', SECRET)
  vi.stubEnv('CTRADER_CLIENT_ID', 'client')
  vi.stubEnv('CTRADER_AUTH_URL', 'https://id.example.test/')
  cookies = { nobody: '', TRADER: '', SUPPORT: '', ADMIN: '' }
  for (const role of ROLES) if (role !== 'nobody') cookies[role] = await signIn(role)
})

async function signIn(role: Exclude<Role, 'nobody'>): Promise<string> {
  const db = holder.tallybookDatabase
  if (!db) throw new Error('There is no database yet')
  const email = `${randomUUID()}@example.test`
  const { id } = await db.user.create({ data: { email, passwordHash: 'none', role } })
  if (role === 'SUPPORT') supportId = id
  const sid = await beginSession(db, id, new Date())
  return `next-auth.session-token=${await encode({ token: { sid }, secret: SECRET })}`
}

function filesNamed(name: string): string[] {
  return readdirSync(APP, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === name)
    .sort()
}

/** Every verb of every file under app/api, really asked by everybody. */
async function askEveryRoute(): Promise<Row[]> {
  const rows: Row[] = []
  for (const file of filesNamed('route.ts')) {
    const route = `/${path.dirname(file)}`
    // What next-auth does itself: signing in and out.
    if (route === '/api/auth/[...nextauth]') continue
    const handlers: Record<string, unknown> = await import(path.join(APP, file))
    for (const verb of VERBS) {
      const handler = handlers[verb] as Handler | undefined
      if (!handler) continue
      const answers = { nobody: '', TRADER: '', SUPPORT: '', ADMIN: '' }
      for (const role of ROLES) answers[role] = await ask(handler, route, verb, cookies[role])
      rows.push({ route, verb, answers })
    }
  }
  return rows
}

/** Where ids are not given they are of nothing, so that whoever is let in changes nothing. */
function send(
  handler: Handler,
  route: string,
  verb: string,
  cookie: string,
  ids: Record<string, string> = {},
): Promise<Response> {
  const names = [...route.matchAll(/\[(\w+)\]/g)].map(([, name = '']) => name)
  const params = Object.fromEntries(names.map((name) => [name, ids[name] ?? randomUUID()]))
  const address = route.replace(/\[(\w+)\]/g, (_, name: string) => params[name] ?? '')
  const request = new NextRequest(`${APP_URL}${address}`, {
    method: verb,
    headers: { cookie, origin: APP_URL },
    ...(verb === 'GET' ? {} : { body: '{}' }),
  })
  return handler(request, { params: Promise.resolve(params) })
}

async function ask(handler: Handler, route: string, verb: string, cookie: string) {
  const response = await send(handler, route, verb, cookie)
  if (new URL(response.headers.get('location') ?? APP_URL, APP_URL).pathname === '/sign-in')
    return 'sign in'
  if (response.status !== 401 && response.status !== 404) {
    await response.body?.cancel()
    return 'let in'
  }
  const { error } = (await response.json()) as { error: { message: string } }
  if (response.status === 401) return 'sign in'
  return error.message === 'There is no such page.' ? 'not found' : 'let in'
}

/** Pages are guarded by the layout of their folder, and their data by the routes besides. */
function guardOf(page: string): Record<Role, string> {
  const [folder = ''] = page.split('/')
  const layout = path.join(APP, folder, 'layout.tsx')
  const text = existsSync(layout) ? readFileSync(layout, 'utf8') : ''
  const isGuarded = text.includes('findPageActor()') && text.includes('notFound()')
  if (isGuarded && text.includes('STAFF_ROLES'))
    return { nobody: 'not found', TRADER: 'not found', SUPPORT: 'let in', ADMIN: 'let in' }
  if (isGuarded && text.includes("role !== 'ADMIN'"))
    return { nobody: 'not found', TRADER: 'not found', SUPPORT: 'not found', ADMIN: 'let in' }
  const nobody = text.includes('JournalShell') ? 'sign in' : 'let in'
  return { nobody, TRADER: 'let in', SUPPORT: 'let in', ADMIN: 'let in' }
}

function pages(): Row[] {
  return filesNamed('page.tsx').map((file) => {
    const route = `/${path.dirname(file)}`.replace(/\/(\(\w+\)|\.)/g, '') || '/'
    return { route, verb: 'page', answers: guardOf(file) }
  })
}

/** What each verb of a look-in's routes gives to the one who asked for it, as it stands with the trader. */
const LOOK_IN_STATES = ['asked', 'refused', 'allowed', 'ended'] as const
type LookInRow = { route: string; verb: string; answers: Record<string, string> }

async function askEveryLookInRoute(): Promise<LookInRow[]> {
  const rows: LookInRow[] = []
  for (const file of filesNamed('route.ts')) {
    const route = `/${path.dirname(file)}`
    if (!route.startsWith('/api/support/look-ins/')) continue
    const handlers: Record<string, unknown> = await import(path.join(APP, file))
    for (const verb of VERBS) {
      const handler = handlers[verb] as Handler | undefined
      const answers: Record<string, string> = {}
      for (const state of LOOK_IN_STATES)
        answers[state] = handler ? await askLookIn(handler, route, verb, state) : 'no such verb'
      rows.push({ route, verb, answers })
    }
  }
  return rows
}

async function askLookIn(
  handler: Handler,
  route: string,
  verb: string,
  state: (typeof LOOK_IN_STATES)[number],
): Promise<string> {
  const response = await send(handler, route, verb, cookies.SUPPORT, await makeLookIn(state))
  const text = await response.text()
  if (response.status === 404) return 'not found'
  return text.includes(SYMBOL) || text.includes(ACCOUNT) ? 'the journal' : 'how it stands'
}

/** A trader with one trade, and a look-in of ours that stands so. */
async function makeLookIn(state: (typeof LOOK_IN_STATES)[number]) {
  const db = holder.tallybookDatabase
  if (!db) throw new Error('There is no database yet')
  const email = `${randomUUID()}@example.test`
  const { id: userId } = await db.user.create({ data: { email, passwordHash: 'none' } })
  const account = { userId, source: 'FILE', name: ACCOUNT, currency: 'EUR' } as const
  const { id: accountId } = await db.tradingAccount.create({ data: account })
  const run = { userId, accountId, kind: 'IMPORT', trigger: 'upload' } as const
  const { id: runId } = await db.run.create({ data: run })
  await db.$transaction((tx) =>
    addRows(tx, { userId, accountId, runId }, [makeFileDeal({ symbol: SYMBOL })]),
  )
  const trade = await db.trade.findFirstOrThrow({ where: { userId } })
  const now = new Date()
  const inAnHour = new Date(now.getTime() + 3_600_000)
  const { id: lookInId } = await db.lookIn.create({
    data: {
      ...{ userId, staffId: supportId, connectionId: randomUUID(), reason: 'Ticket 12' },
      ...{ minutes: 60, askedAt: now, answerBy: inAnHour },
      ...(state === 'refused' ? { refusedAt: now } : {}),
      ...(['allowed', 'ended'].includes(state) ? { allowedAt: now, endsAt: inAnHour } : {}),
      ...(state === 'ended' ? { endedAt: now, endedBy: 'trader' } : {}),
    },
  })
  return { lookInId, accountId, tradeId: trade.id }
}

function asTable(rows: Row[]): string {
  return table(
    ['route', 'verb', 'nobody', 'trader', 'support', 'operator'],
    rows.map(({ route, verb, answers }) => [
      ...[`\`${route}\``, verb],
      ...ROLES.map((role) => answers[role]),
    ]),
  )
}

function asLookInTable(rows: LookInRow[]): string {
  return table(
    ['route', 'verb', ...LOOK_IN_STATES],
    rows.map(({ route, verb, answers }) => [
      ...[`\`${route}\``, verb],
      ...LOOK_IN_STATES.map((state) => answers[state] ?? ''),
    ]),
  )
}

function table(head: string[], body: string[][]): string {
  const lines = [head, ...body]
  const widths = head.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  )
  const line = (texts: string[]) =>
    `| ${texts.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [
    line(head),
    `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
    ...body.map(line),
  ].join('\n')
}

function asPage(rows: Row[], lookIns: LookInRow[]): string {
  return [
    '# Who reaches which route',
    '',
    'Written by `npx vitest run lib/http/route-roles.test.ts -u`, which asks every route as everybody; the same test',
    'fails when a route is missing here. "Let in" still means: to one’s own rows only.',
    '',
    asTable(rows),
    '',
    '## In a look-in',
    '',
    'What the one who asked for a look-in gets, as it stands with the trader; anybody else gets "not found" from all of',
    'them. Every other verb than those that are there is answered with 405 by the framework, and what reads a journal does',
    'so in a transaction in which PostgreSQL refuses to write.',
    '',
    asLookInTable(lookIns),
    '',
  ].join('\n')
}

test('every route and page is in the table, with what each role gets', async () => {
  const rows = [...(await askEveryRoute()), ...pages()]
  for (const { route, verb, answers } of rows) {
    const where = `${verb} ${route}`
    const isFor = (area: string) => new RegExp(`^(/api)?/${area}(/|$)`).test(route)
    const hidden = { nobody: 'not found', TRADER: 'not found' }
    if (isFor('support'))
      expect(answers, where).toEqual({ ...hidden, SUPPORT: 'let in', ADMIN: 'let in' })
    else if (isFor('operator'))
      expect(answers, where).toEqual({ ...hidden, SUPPORT: 'not found', ADMIN: 'let in' })
    else if (route === '/api/metrics')
      // For a program with METRICS_TOKEN, whoever is signed in.
      expect(new Set(Object.values(answers)), where).toEqual(new Set(['not found']))
    else if (route.startsWith('/api/') && !OPEN_TO_ALL.includes(route))
      expect(answers.nobody, where).toBe('sign in')
  }
  const lookIns = await askEveryLookInRoute()
  expect(lookIns.length).toBeGreaterThan(0)
  for (const { route, verb, answers } of lookIns) {
    const where = `${verb} ${route}`
    const itself = route === '/api/support/look-ins/[lookInId]'
    if (verb === 'GET' && itself)
      for (const answer of Object.values(answers)) expect(answer, where).toBe('how it stands')
    else if (verb === 'GET' && !route.endsWith('/end'))
      expect(answers, where).toEqual({
        ...{ asked: 'not found', refused: 'not found', ended: 'not found' },
        allowed: 'the journal',
      })
    else if (!(verb === 'POST' && route.endsWith('/end')))
      for (const answer of Object.values(answers)) expect(answer, where).toBe('no such verb')
  }
  const there = lookIns.filter(({ answers }) => answers.asked !== 'no such verb')
  await expect(asPage(rows, there)).toMatchFileSnapshot(TABLE)
})

/** Who is not signed in yet has to be able to become so; and one word about the process is nobody's secret. */
const OPEN_TO_ALL = ['/api/register', '/api/session', '/api/health', '/api/health/live']
