import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { claim } from '@/lib/agenda/claim'
import { wish } from '@/lib/agenda/wish'
import { troubledShares } from '@/lib/connections/troubled-shares'
import { connectDatabase, type Database } from '@/lib/db/client'
import type { Prisma, Role } from '@/lib/db/generated/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { INCIDENT } from '@/lib/domain/support/incident'
import type { Actor } from '@/lib/identity/sessions'
import type { NoticeContext } from '@/lib/notices/context'
import { notifyConnection } from '@/lib/notices/notify-connection'
import { watchIncident } from '@/lib/notices/watch-incident'
import { endIncident, incidentsOf, openIncident, showTroubles } from './incidents'
import { listStaffActions } from './list-staff-actions'

const START = new Date('2026-06-01T12:00:00Z')
const MINUTE_MS = 60_000
const PLATFORMS = [
  { key: 'ctrader', name: 'cTrader' },
  { key: 'other', name: 'Other' },
]

let database: TestDatabase
let db: Database
let now: Date
let support: Actor

beforeAll(async () => {
  database = await createTestDatabase()
  db = connectDatabase(database.url)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})
beforeEach(async () => {
  await db.user.deleteMany()
  await db.incident.deleteMany()
  await db.agendaItem.deleteMany()
  now = START
  support = await makeActor('SUPPORT')
})

async function makeActor(role: Role = 'TRADER'): Promise<Actor> {
  const email = `${randomUUID()}@example.test`
  const user = await db.user.create({ data: { email, passwordHash: 'none', role } })
  return { userId: user.id, sessionId: randomUUID(), role, email, timeZone: 'UTC' }
}

/** A trader with a connection that was read a quarter of an hour ago. */
async function makeLinked(facts: Partial<Prisma.ConnectionUncheckedCreateInput> = {}) {
  const actor = await makeActor()
  const at = new Date(START.getTime() - 15 * MINUTE_MS)
  const { id: connectionId } = await db.connection.create({
    data: {
      ...{ userId: actor.userId, createdAt: at, grantedAt: at, completedAt: at, lastSuccessAt: at },
      ...facts,
    },
  })
  return { actor, connectionId }
}

const failing = { lastFailureAt: START, lastFailureCode: 'UNREACHABLE' }
const around = () => ({ actor: support, platforms: PLATFORMS, now })
const reasoned = () => ({ reason: 'Ticket 12', requestId: randomUUID() })
const open = (platform = 'ctrader') => openIncident(db, { ...around(), ...reasoned(), platform })
const troubleOf = async (key = 'ctrader') => {
  const { troubles } = await showTroubles(db, around())
  return troubles.find(({ platform }) => platform === key)
}

const context = (): NoticeContext => ({
  db,
  clock: { now: () => now },
  workerId: 'test',
  appUrl: 'https://journal.example.test',
  checkSeconds: 300,
  platforms: PLATFORMS,
  mailServer: null,
})

/** Does what is due after so long, as the worker would. */
async function workAfter(minutes: number): Promise<void> {
  now = new Date(START.getTime() + minutes * MINUTE_MS)
  const kinds = ['incident.watch', 'connection.notify'] as const
  const items = await claim(db, { owner: 'test', kinds: [...kinds], limit: 20, now })
  for (const item of items)
    await (item.kind === 'incident.watch' ? watchIncident : notifyConnection)(context(), item)
}

test('is suggested by the share of failures, and not by one link or another environment', async () => {
  await makeLinked(failing)
  await makeLinked(failing)
  await makeLinked()
  expect(await troubleOf()).toMatchObject({ total: 3, troubled: 2, suggested: false })
  await makeLinked(failing)
  expect(await troubleOf()).toMatchObject({ total: 4, troubled: 3, suggested: true })
  expect(await troubleOf('other')).toMatchObject({ total: 0, suggested: false })
  now = new Date(START.getTime() + 16 * MINUTE_MS)
  expect(await troubleOf()).toMatchObject({ troubled: 0, suggested: false })
})

test('is declared and ended with a reason, once, by staff alone, and read by those it concerns', async () => {
  const { actor } = await makeLinked(failing)
  const { actor: elsewhere } = await makeLinked({ platform: 'other' })
  for (const person of [actor, elsewhere]) {
    const asked = { ...around(), actor: person }
    for (const attempt of [
      () => showTroubles(db, asked),
      () => openIncident(db, { ...asked, ...reasoned(), platform: 'ctrader' }),
      () => endIncident(db, { ...asked, ...reasoned(), incidentId: randomUUID() }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  }
  await Promise.all([open(), open()])
  expect(await db.incident.count()).toBe(1)
  const incident = (await troubleOf())?.incident
  expect((await incidentsOf(db, { actor, platforms: PLATFORMS })).incidents).toMatchObject([
    { platformName: 'cTrader', openedAt: START.toISOString() },
  ])
  const theirs = { actor: elsewhere, platforms: PLATFORMS }
  expect((await incidentsOf(db, theirs)).incidents).toEqual([])

  const end = { ...around(), ...reasoned(), incidentId: incident?.id ?? '' }
  await endIncident(db, end)
  await endIncident(db, end)
  expect((await incidentsOf(db, { actor, platforms: PLATFORMS })).incidents).toEqual([])
  const { actions } = await listStaffActions(db, { actor })
  expect(actions.map(({ text, reason }) => `${text}: ${reason}`)).toEqual([
    'Support ended the incident of cTrader: Ticket 12',
    'Support declared an incident of cTrader; mails about it wait: Ticket 12',
  ])
  expect((await listStaffActions(db, { actor: elsewhere })).actions).toEqual([])
  await expect(open('nowhere')).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('holds mails back, ends by itself once it has been calm, and then they are written', async () => {
  const broken = await makeLinked({ refusedAt: new Date(START.getTime() - 60 * MINUTE_MS) })
  for (let count = 0; count < 3; count += 1) await makeLinked(failing)
  await open()
  await wish(db, 'connection.notify', broken.connectionId, now)
  await workAfter(0)
  expect(await db.mail.count()).toBe(0)
  expect(await db.agendaItem.findFirst({ where: { kind: 'connection.notify' } })).toMatchObject({
    lastReason: INCIDENT,
  })

  await workAfter(1)
  await db.connection.updateMany({
    where: { refusedAt: null },
    data: { lastSuccessAt: now, lastFailureAt: null },
  })
  await workAfter(2)
  await workAfter(8)
  expect((await troubleOf())?.incident).not.toBeNull()
  // It comes back in between: the calm begins anew.
  await db.connection.updateMany({
    where: { refusedAt: null },
    data: { lastFailureAt: new Date(now.getTime() + 1) },
  })
  await workAfter(9)
  await db.connection.updateMany({ where: { refusedAt: null }, data: { lastFailureAt: null } })
  await workAfter(10)
  await workAfter(19)
  expect((await troubleOf())?.incident).not.toBeNull()
  await workAfter(20)
  expect(await db.incident.findFirst()).toMatchObject({ endedAt: now, endedBy: 'itself' })
  await workAfter(20)
  expect(await db.mail.findMany()).toMatchObject([{ kind: 'broken', userId: broken.actor.userId }])
})

test('a refusal of many does not wear off while the incident is open', async () => {
  const refused = { refusedAt: START }
  for (let count = 0; count < 3; count += 1) await makeLinked(refused)
  await open()
  const later = new Date(START.getTime() + 120 * MINUTE_MS)
  expect((await troubledShares(db, later)).get('ctrader')).toEqual({ total: 3, troubled: 3 })
  await workAfter(60)
  await workAfter(120)
  expect((await troubleOf())?.incident).not.toBeNull()
  await db.connection.updateMany({ data: { refusedAt: null } })
  await workAfter(121)
  await workAfter(131)
  expect((await troubleOf())?.incident).toBeNull()
})
