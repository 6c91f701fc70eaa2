import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { NextRequest } from 'next/server'
import { encode } from 'next-auth/jwt'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { connectDatabase, type Database } from '@/lib/db/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { beginSession } from '@/lib/identity/sessions'

const APP = path.resolve(import.meta.dirname, '../../app')
const TABLE = path.resolve(import.meta.dirname, '../../docs/route-roles.md')
const ROLES = ['nobody', 'TRADER', 'SUPPORT', 'ADMIN'] as const
const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const SECRET = 'a secret of thirty-two characters'
const APP_URL = 'http://localhost:3999'

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

/** With an id of nothing, so that whoever is let in changes nothing. */
async function ask(handler: Handler, route: string, verb: string, cookie: string) {
  const names = [...route.matchAll(/\[(\w+)\]/g)].map(([, name = '']) => name)
  const params = Object.fromEntries(names.map((name) => [name, randomUUID()]))
  const address = route.replace(/\[(\w+)\]/g, (_, name: string) => params[name] ?? '')
  const request = new NextRequest(`${APP_URL}${address}`, {
    method: verb,
    headers: { cookie, origin: APP_URL },
    ...(verb === 'GET' ? {} : { body: '{}' }),
  })
  const response = await handler(request, { params: Promise.resolve(params) })
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

function asTable(rows: Row[]): string {
  const cells = rows.map(({ route, verb, answers }) => [
    ...[`\`${route}\``, verb],
    ...ROLES.map((role) => answers[role]),
  ])
  const lines = [['route', 'verb', 'nobody', 'trader', 'support', 'operator'], ...cells]
  const widths = [0, 1, 2, 3, 4, 5].map((column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  )
  const line = (texts: string[]) =>
    `| ${texts.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = lines
  return [
    '# Who reaches which route',
    '',
    'Written by `npx vitest run lib/http/route-roles.test.ts -u`, which asks every route as everybody; the same test',
    'fails when a route is missing here. "Let in" still means: to one’s own rows only.',
    '',
    line(head),
    `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
    ...body.map(line),
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
  await expect(asTable(rows)).toMatchFileSnapshot(TABLE)
})

/** Who is not signed in yet has to be able to become so; and one word about the process is nobody's secret. */
const OPEN_TO_ALL = ['/api/register', '/api/session', '/api/health', '/api/health/live']
