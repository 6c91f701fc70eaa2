import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ClaimedItem, claim, LEASE_SECONDS, SET_ASIDE_AFTER } from '@/lib/agenda/claim'
import { finish, postpone } from '@/lib/agenda/finish'
import { kindsFor } from '@/lib/agenda/kinds'
import { wish } from '@/lib/agenda/wish'
import { connectDatabase, type Database } from '@/lib/db/client'
import type { Role } from '@/lib/db/generated/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { findings } from '@/lib/domain/operator/findings'
import { beginSession, findActor } from '@/lib/identity/sessions'
import { giveRole } from '@/lib/support/give-role'
import { listStaffActions } from '@/lib/support/list-staff-actions'
import { driveAgain } from './drive-again'
import { readFleet } from './fleet'
import { fleetMetrics } from './fleet-metrics'
import { listPeople } from './list-people'
import { listSetAside } from './set-aside'

const NOW = new Date('2026-06-01T12:00:00Z')
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000)
const OWNER = 'worker'

let database: TestDatabase
let db: Database
let operator: Person
let trader: Person
let connectionId: string

type Person = Awaited<ReturnType<typeof makePerson>>

beforeAll(async () => {
  database = await createTestDatabase()
  db = connectDatabase(database.url)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})
beforeEach(async () => {
  await db.agendaItem.deleteMany()
  await db.workerPresence.deleteMany()
  await db.user.updateMany({ where: { role: 'ADMIN' }, data: { role: 'TRADER' } })
  ;[operator, trader] = [await makePerson('ADMIN'), await makePerson('TRADER')]
  const linked = { userId: trader.userId, grantedAt: NOW, completedAt: NOW, lastSuccessAt: NOW }
  connectionId = (await db.connection.create({ data: linked })).id
})

async function makePerson(role: Role) {
  const email = `${randomUUID()}@example.test`
  const user = await db.user.create({ data: { email, passwordHash: 'none', role } })
  const sessionId = await beginSession(db, user.id, NOW)
  return { userId: user.id, sessionId, role, email, timeZone: 'UTC' }
}

function claimOne(now: Date): Promise<ClaimedItem[]> {
  return claim(db, { owner: OWNER, kinds: kindsFor(true), limit: 1, now })
}

/** Our own code fails on a piece of work as often as it is tried. */
async function failUntilSetAside(): Promise<void> {
  await wish(db, 'connection.check', connectionId, NOW)
  for (let time = 0; time < SET_ASIDE_AFTER; time += 1) {
    const now = later(time * 3_600)
    const [item] = await claimOne(now)
    if (!item) throw new Error(`It was set aside after ${time} faults`)
    await postpone(db, item, { owner: OWNER, now, reason: 'INTERNAL', isOurFault: true })
  }
}

const drive = (staff: Person, given: { ids?: string[]; requestId?: string } = {}) =>
  driveAgain(db, { requestId: randomUUID(), ...given, staff, reason: 'Mended', now: NOW })

describe('work that fails', () => {
  test('on our side too often is set aside, and a wish alone does not bring it back', async () => {
    await failUntilSetAside()
    expect(await claimOne(later(1e6))).toEqual([])
    await wish(db, 'connection.check', connectionId, NOW)
    expect(await claimOne(later(1e6))).toEqual([])
    const { items } = await listSetAside(db, { staff: operator, now: NOW })
    expect(items).toMatchObject([
      { kind: 'connection.check', email: trader.email, connectionId, reason: 'INTERNAL' },
    ])
  })

  test('at cTrader is tried for ever', async () => {
    await wish(db, 'connection.check', connectionId, NOW)
    for (let time = 0; time < 3 * SET_ASIDE_AFTER; time += 1) {
      const now = later(time * 3_600)
      const [item] = await claimOne(now)
      expect(item).toBeDefined()
      if (item) await postpone(db, item, { owner: OWNER, now, reason: 'ANSWER_TIMED_OUT' })
    }
    expect((await listSetAside(db, { staff: operator, now: NOW })).items).toEqual([])
  })

  test('by ending its worker every time is set aside as well', async () => {
    await wish(db, 'import.read', randomUUID(), NOW)
    let claims = 0
    for (let now = NOW; (await claimOne(now)).length > 0; claims += 1)
      now = new Date(now.getTime() + (LEASE_SECONDS + 1) * 1000)
    expect(claims).toBe(SET_ASIDE_AFTER + 1)
  })

  test('and succeeds once begins to count anew', async () => {
    await failUntilSetAside()
    await drive(operator)
    const [item] = await claimOne(NOW)
    if (!item) throw new Error('It is not due')
    await finish(db, item, { owner: OWNER, nextAt: later(300), now: NOW })
    expect(await db.agendaItem.findFirst()).toMatchObject({ faults: 0, correlationId: null })
  })
})

describe('driving again', () => {
  test('is for operators, happens once for one press, and is read by whose work it is', async () => {
    await failUntilSetAside()
    await expect(drive(trader)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(drive({ ...trader, role: 'SUPPORT' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const requestId = randomUUID()
    expect(await drive(operator, { requestId })).toEqual({ driven: 1 })
    expect(await drive(operator, { requestId })).toEqual({ driven: 0 })
    expect(await drive(operator)).toEqual({ driven: 0 })
    expect(await claimOne(NOW)).toHaveLength(1)
    const { actions } = await listStaffActions(db, { actor: trader })
    expect(actions).toMatchObject([
      {
        text: 'The operator started work again that had failed on our side',
        reason: 'connection.check: Mended',
        connectionId,
      },
    ])
  })

  test('takes what was chosen, mails that were given up among it', async () => {
    await failUntilSetAside()
    const mail = await db.mail.create({
      data: {
        ...{ userId: trader.userId, connectionId, kind: 'broken', occasionAt: NOW },
        ...{ to: trader.email, subject: 'Reconnect', text: 'Please', createdAt: NOW },
        ...{ failedAt: NOW, failure: 'EENVELOPE' },
      },
    })
    const id = `mail-${mail.id}`
    const { items } = await listSetAside(db, { staff: operator, now: NOW })
    expect(items.map((item) => item.id)).toContain(id)
    expect(await drive(operator, { ids: [id] })).toEqual({ driven: 1 })
    const left = await listSetAside(db, { staff: operator, now: NOW })
    expect(left.items).toMatchObject([{ kind: 'connection.check' }])
    expect(await db.agendaItem.count({ where: { kind: 'mail.send', subjectId: mail.id } })).toBe(1)
    expect(await db.mail.findUnique({ where: { id: mail.id } })).toMatchObject({ failedAt: null })
  })
})

/** How fast the database is depends on what else the machine does. */
async function found() {
  const fleet = await readFleet(db, NOW)
  const database = { ...fleet.database, answeredInMs: 3 }
  return { fleet, wrong: findings({ ...fleet, database }) }
}

const kindsFound = async () => (await found()).wrong.map(({ kind }) => kind)

describe('the health', () => {
  test('of an empty house is that no worker runs; of one with a worker, that all is well', async () => {
    expect(await kindsFound()).toEqual(['no-worker'])
    await db.workerPresence.create({ data: { id: OWNER, startedAt: NOW, seenAt: NOW } })
    expect(await kindsFound()).toEqual(['no-slot'])
    const held = { leaseOwner: OWNER, leaseUntil: later(5) }
    await db.slot.upsert({ where: { number: 1 }, create: { number: 1, ...held }, update: held })
    const { fleet, wrong } = await found()
    expect(wrong).toEqual([])
    const slow = { ...fleet, database: { ...fleet.database, answeredInMs: 900 } }
    expect(findings(slow)).toMatchObject([{ kind: 'slow-database', level: 'warning' }])
    expect(fleet.workers).toMatchObject([{ id: OWNER, slot: 1 }])
    await db.slot.deleteMany()
  })

  test('counts what is due, held, late and set aside, and says what to do', async () => {
    await failUntilSetAside()
    await db.workerPresence.create({ data: { id: OWNER, startedAt: NOW, seenAt: NOW } })
    await wish(db, 'mail.send', randomUUID(), later(-120))
    await wish(db, 'account.sync', randomUUID(), later(60))
    await wish(db, 'import.read', randomUUID(), later(-200))
    const [held] = await claimOne(NOW)
    expect(held?.kind).toBe('import.read')
    const { fleet, wrong } = await found()
    expect(fleet.queues).toMatchObject([
      { kind: 'account.sync', waiting: 1, due: 0, held: 0, setAside: 0 },
      { kind: 'connection.check', waiting: 0, setAside: 1 },
      { kind: 'import.read', held: 1, due: 0, oldestDueAt: null },
      { kind: 'mail.send', due: 1, oldestDueAt: later(-120).toISOString() },
    ])
    expect(wrong.map(({ kind }) => kind)).toEqual(['no-slot', 'set-aside', 'behind'])
    for (const { text, step } of wrong) for (const said of [text, step]) expect(said).toMatch(/\.$/)
    const text = await fleetMetrics(db, NOW)
    expect(text).toContain('tallybook_agenda_set_aside{kind="connection.check"} 1\n')
    expect(text).toContain('tallybook_agenda_lag_seconds 120\n')
    for (const secret of [trader.email, trader.userId, connectionId])
      expect(text).not.toContain(secret)
  })

  test('tells whose trouble it is when connections fail', async () => {
    const failing = { lastFailureAt: later(-1), lastFailureCode: 'ANSWER_TIMED_OUT' }
    await db.connection.updateMany({
      data: { ...failing, lastFailureClass: 'retry-later', lastSuccessAt: later(-60) },
    })
    await db.connection.create({
      data: { userId: trader.userId, completedAt: NOW, lastSuccessAt: later(-60), ...failing },
    })
    const { fleet, wrong } = await found()
    expect(wrong.map(({ kind }) => kind)).toContain('provider-failing')
    expect(fleet.failures).toMatchObject([{ code: 'ANSWER_TIMED_OUT' }])
    await db.connection.updateMany({ data: { notApprovedAt: NOW } })
    expect(await kindsFound()).toContain('app-refused')
    await db.connection.updateMany({ data: { notApprovedAt: null, lastSuccessAt: NOW } })
  })
})

describe('people and roles', () => {
  const give = (staff: Person, who: Person, role: Role, requestId = randomUUID()) =>
    giveRole(db, {
      ...{ staff, role, requestId, reason: 'Ticket 9', now: NOW },
      who: { userId: who.userId },
    })

  test('are listed for operators, staff first, and found by how an address begins', async () => {
    const support = await makePerson('SUPPORT')
    const asked = { staff: operator, now: NOW }
    const all = await listPeople(db, asked)
    expect(all.people.slice(0, 2).map(({ id }) => id)).toEqual([operator.userId, support.userId])
    expect(all.operators).toBe(1)
    const found = await listPeople(db, { ...asked, q: trader.email.slice(0, 20) })
    expect(found.people).toMatchObject([{ id: trader.userId, sessions: 1, connections: 1 }])
    expect(
      (await listPeople(db, { ...asked, role: 'SUPPORT', q: support.email })).people,
    ).toHaveLength(1)
    expect((await listPeople(db, { ...asked, q: '%' })).people).toEqual([])
    expect(JSON.stringify(all)).not.toContain('passwordHash')
    for (const staff of [trader, support])
      await expect(listPeople(db, { ...asked, staff })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('a role is given and taken with a reason, and ends what is signed in at once', async () => {
    expect(await give(operator, trader, 'SUPPORT')).toEqual({ before: 'TRADER' })
    expect(await findActor(db, trader.sessionId, NOW)).toBeNull()
    await give(operator, trader, 'TRADER')
    const { actions } = await listStaffActions(db, { actor: trader })
    expect(actions.map(({ reason }) => reason)).toEqual([
      'SUPPORT became TRADER: Ticket 9',
      'TRADER became SUPPORT: Ticket 9',
    ])
    await expect(give(trader, operator, 'TRADER')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('the last operator stays one, also when two take the role from each other at once', async () => {
    await expect(give(operator, operator, 'TRADER')).rejects.toMatchObject({ code: 'CONFLICT' })
    const second = await makePerson('ADMIN')
    const both = await Promise.allSettled([
      give(operator, second, 'TRADER'),
      give(second, operator, 'SUPPORT'),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await db.user.count({ where: { role: 'ADMIN', disabledAt: null } })).toBe(1)
    // Whose role was taken meanwhile has no say any more.
    const [left] = await db.user.findMany({ where: { role: 'ADMIN' } })
    const gone = left?.id === operator.userId ? second : operator
    await expect(give(gone, trader, 'ADMIN')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
