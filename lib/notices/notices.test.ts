import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { claim } from '@/lib/agenda/claim'
import type { AgendaKind } from '@/lib/agenda/kinds'
import { wish } from '@/lib/agenda/wish'
import { connectDatabase, type Database } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { CONNECTION_COPY } from '@/lib/domain/connection-copy'
import type { NoticeContext } from './context'
import { listOutbox } from './list-outbox'
import type { MailFailure, OutgoingMail } from './mail-server'
import { notifyConnection } from './notify-connection'
import { sendMail } from './send-mail'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const BREAK = new Date('2026-03-12T14:00:00Z')

let database: TestDatabase
let db: Database
let now: Date
let connectionId: string
let email: string
/** Mails the server took, and what it says of the next ones. */
let taken: OutgoingMail[]
let answer: MailFailure | null
let hasServer: boolean

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
  await db.agendaItem.deleteMany()
  now = BREAK
  taken = []
  answer = null
  hasServer = true
  connectionId = await makeConnection({ ctid: 7n, refusedAt: BREAK })
  await wish(db, 'connection.notify', connectionId, BREAK)
})

async function makeConnection(
  facts: Partial<Prisma.ConnectionUncheckedCreateInput>,
): Promise<string> {
  email = `${randomUUID()}@example.test`
  const user = await db.user.create({
    data: { email, passwordHash: 'none', timeZone: 'Europe/Berlin' },
  })
  const long = new Date(BREAK.getTime() - 30 * DAY_MS)
  const { id } = await db.connection.create({
    data: { userId: user.id, grantedAt: long, completedAt: long, lastSuccessAt: BREAK, ...facts },
  })
  return id
}

function change(data: Prisma.ConnectionUpdateInput) {
  return db.connection.update({ where: { id: connectionId }, data })
}

function context(): NoticeContext {
  return {
    db,
    clock: { now: () => now },
    workerId: 'test',
    appUrl: 'https://journal.example.test',
    checkSeconds: 300,
    platforms: [{ key: 'ctrader', name: 'cTrader' }],
    mailServer: hasServer
      ? {
          async send(mail) {
            if (!answer) taken.push(mail)
            return answer
          },
        }
      : null,
  }
}

/** Does everything that is due, as the worker would. */
async function work(): Promise<void> {
  const kinds: AgendaKind[] = ['connection.notify', 'mail.send']
  for (;;) {
    const [item] = await claim(db, { owner: 'test', kinds, limit: 1, now })
    if (!item) return
    await (item.kind === 'mail.send' ? sendMail : notifyConnection)(context(), item)
  }
}

async function workAfter(ms: number): Promise<void> {
  now = new Date(BREAK.getTime() + ms)
  await work()
}

function planned() {
  return db.agendaItem.findFirst({ where: { kind: 'connection.notify', subjectId: connectionId } })
}

const kinds = async () => {
  const mails = await db.mail.findMany({ where: { connectionId }, orderBy: { createdAt: 'asc' } })
  return mails.map(({ kind }) => kind)
}

describe('a refused connection', () => {
  test('is written about after an hour, three and ten days, with the next one always planned', async () => {
    await work()
    expect(await kinds()).toEqual([])
    expect((await planned())?.dueAt).toEqual(new Date(BREAK.getTime() + HOUR_MS))
    await workAfter(HOUR_MS)
    expect(await kinds()).toEqual(['broken'])
    expect((await planned())?.dueAt).toEqual(new Date(BREAK.getTime() + 3 * DAY_MS))
    await workAfter(3 * DAY_MS)
    await workAfter(10 * DAY_MS)
    expect(await kinds()).toEqual(['broken', 'first-reminder', 'last-reminder'])
    expect(await planned()).toBeNull()
    expect(taken.map(({ to }) => to)).toEqual([email, email, email])
    const [first] = taken
    expect(first?.subject).toBe('Reconnect needed: cTrader ID 7')
    expect(first?.text).toContain(`https://journal.example.test/connections/${connectionId}`)
    expect(first?.text).toContain('Europe/Berlin')
    expect(first?.text).not.toContain('!')
  })

  test('gets no second mail when a step is done twice', async () => {
    await workAfter(HOUR_MS)
    await wish(db, 'connection.notify', connectionId, now)
    await work()
    expect(await kinds()).toEqual(['broken'])
    expect(taken).toHaveLength(1)
  })

  test('that works again hears of it once, with what was missed', async () => {
    await workAfter(HOUR_MS)
    const from = BREAK.toISOString()
    const to = new Date(BREAK.getTime() + 2 * HOUR_MS).toISOString()
    const repairedAt = new Date(BREAK.getTime() + 2 * HOUR_MS)
    await change({ refusedAt: null, grantedAt: repairedAt, missedSince: BREAK })
    await wish(db, 'connection.notify', connectionId, repairedAt)
    await workAfter(2 * HOUR_MS)
    expect(await kinds()).toEqual(['broken'])
    expect((await planned())?.dueAt).toEqual(new Date(BREAK.getTime() + 3 * HOUR_MS))

    await change({ missedSince: null, caughtUp: { trades: 17, from, to } })
    await wish(db, 'connection.notify', connectionId, now)
    await work()
    await workAfter(30 * DAY_MS)
    expect(await kinds()).toEqual(['broken', 'recovered'])
    expect(taken[1]?.subject).toBe('Connected again: cTrader ID 7')
    expect(taken[1]?.text).toContain('17 trades from 12 March were added.')
  })

  test('repaired within the hour is not written about at all', async () => {
    await change({ refusedAt: null, grantedAt: BREAK })
    await workAfter(2 * HOUR_MS)
    expect(await kinds()).toEqual([])
    expect(await planned()).toBeNull()
  })
})

test('a cTrader ID that was linked elsewhere is written about once', async () => {
  await change({ refusedAt: null, supersededAt: BREAK })
  await workAfter(HOUR_MS)
  await workAfter(30 * DAY_MS)
  expect(await kinds()).toEqual(['broken'])
  expect(taken[0]?.subject).toBe(`${CONNECTION_COPY.superseded.title}: cTrader ID 7`)
  expect(taken[0]?.text).toContain('This is the only mail about it.')
})

describe('no mail is written', () => {
  const ours = { ctid: 8n }

  test.each<[string, string, () => Promise<unknown>, () => Promise<unknown>]>([
    [
      'while cTrader does not accept our application',
      'NOT_APPROVED',
      () => makeConnection({ ...ours, notApprovedAt: BREAK }),
      () => db.connection.updateMany({ data: { notApprovedAt: null } }),
    ],
    [
      'while cTrader is under maintenance',
      'MAINTENANCE',
      () => makeConnection({ ...ours, maintenanceUntil: new Date(BREAK.getTime() + DAY_MS) }),
      () => db.connection.updateMany({ data: { maintenanceUntil: null } }),
    ],
    [
      'while cTrader does not answer',
      'PROVIDER_DOWN',
      () => makeConnection({ ...ours, lastFailureAt: new Date(BREAK.getTime() + 1) }),
      () => db.connection.updateMany({ data: { lastFailureAt: null } }),
    ],
    [
      'while the connection is paused',
      'PAUSED',
      () => change({ pausedAt: BREAK }),
      () => change({ pausedAt: null }),
    ],
    [
      'while its trader is at cTrader’s page',
      'AT_CTRADER',
      async () => {
        const { userId } = await db.connection.findUniqueOrThrow({ where: { id: connectionId } })
        return db.pendingAuthorization.create({
          data: {
            userId,
            connectionId,
            stagingId: connectionId,
            cookieHash: randomUUID(),
            stateHash: randomUUID(),
            expiresAt: new Date(BREAK.getTime() + 2 * HOUR_MS),
          },
        })
      },
      () => db.pendingAuthorization.deleteMany(),
    ],
  ])('%s, but afterwards', async (_, reason, begin, end) => {
    await begin()
    await workAfter(HOUR_MS)
    expect(await kinds()).toEqual([])
    expect((await planned())?.lastReason).toBe(reason)
    await end()
    await workAfter(HOUR_MS + 10 * 60_000)
    expect(await kinds()).toEqual(['broken'])
  })

  test('about one that was removed, nor when it is linked again later', async () => {
    await workAfter(HOUR_MS)
    await change({ removedAt: now })
    await db.connectionEvent.create({
      data: { connectionId, kind: 'removed', actor: 'user', at: new Date(now.getTime() + 1) },
    })
    await workAfter(3 * DAY_MS)
    await change({ removedAt: null, refusedAt: null, grantedAt: now })
    await wish(db, 'connection.notify', connectionId, now)
    await work()
    expect(await kinds()).toEqual(['broken'])
  })

  test('to somebody who was disabled', async () => {
    await db.user.updateMany({ data: { disabledAt: BREAK } })
    await workAfter(HOUR_MS)
    expect(await kinds()).toEqual([])
  })
})

describe('sending', () => {
  const mail = () => db.mail.findFirstOrThrow({ where: { connectionId } })
  const waiting = () => db.agendaItem.findFirst({ where: { kind: 'mail.send' } })

  test('is tried again with growing pauses, and never after it went out', async () => {
    answer = { code: 'SMTP_451', isFinal: false }
    await workAfter(HOUR_MS)
    const pauses: number[] = []
    for (let tries = 0; tries < 5; tries += 1) {
      const { dueAt } = (await waiting()) ?? { dueAt: now }
      pauses.push(dueAt.getTime() - now.getTime())
      now = dueAt
      await work()
    }
    expect(pauses.every((pause, index) => index === 0 || pause > (pauses[index - 1] ?? 0))).toBe(
      true,
    )
    expect(await mail()).toMatchObject({ sentAt: null, failedAt: null, failure: 'SMTP_451' })
    answer = null
    now = new Date(now.getTime() + HOUR_MS)
    await work()
    expect(await mail()).toMatchObject({ failure: null, failedAt: null })
    await wish(db, 'mail.send', (await mail()).id, now)
    await work()
    expect(taken).toHaveLength(1)
    expect(await waiting()).toBeNull()
  })

  test('ends at a refusal for good', async () => {
    answer = { code: 'SMTP_550', isFinal: true }
    await workAfter(HOUR_MS)
    expect(await mail()).toMatchObject({ failure: 'SMTP_550', failedAt: now, sentAt: null })
    expect(await waiting()).toBeNull()
    // Nobody was reached, so recovery is no news.
    await change({ refusedAt: null, grantedAt: now })
    await wish(db, 'connection.notify', connectionId, now)
    await work()
    expect(await kinds()).toEqual(['broken'])
  })

  test('gives up on a server that is away for three days', async () => {
    answer = { code: 'ESOCKET', isFinal: false }
    await workAfter(HOUR_MS)
    await workAfter(4 * DAY_MS)
    const [first] = await db.mail.findMany({ where: { connectionId, kind: 'broken' } })
    expect(first).toMatchObject({ failure: 'ESOCKET', failedAt: now })
  })

  test('does not happen when the connection was repaired first', async () => {
    answer = { code: 'ESOCKET', isFinal: false }
    await workAfter(HOUR_MS)
    await change({ refusedAt: null, grantedAt: now })
    await wish(db, 'connection.notify', connectionId, now)
    answer = null
    await workAfter(2 * HOUR_MS)
    await workAfter(5 * HOUR_MS)
    expect(taken).toEqual([])
    expect(await mail()).toMatchObject({ failure: 'OVERTAKEN', sentAt: null })
    expect(await kinds()).toEqual(['broken'])
    expect(await planned()).toBeNull()
  })

  test('without a server keeps everything where the operator sees it', async () => {
    hasServer = false
    await workAfter(HOUR_MS)
    await change({ refusedAt: null, grantedAt: now })
    await wish(db, 'connection.notify', connectionId, now)
    await work()
    const { mails } = await listOutbox(db, {})
    expect(mails.map(({ subject, state }) => `${state}: ${subject}`).sort()).toEqual([
      'kept: Connected again: cTrader ID 7',
      'kept: Reconnect needed: cTrader ID 7',
    ])
    expect(await waiting()).toBeNull()
  })
})

test('the outbox is read page by page, newest first, each mail once', async () => {
  const { userId } = await db.connection.findUniqueOrThrow({ where: { id: connectionId } })
  await db.mail.createMany({
    data: Array.from({ length: 120 }, (_, number) => ({
      userId,
      kind: 'broken',
      to: email,
      subject: `${number}`,
      text: 'x',
      occasionAt: BREAK,
      // Several at one instant: the id decides then.
      createdAt: new Date(BREAK.getTime() + Math.floor(number / 7)),
    })),
  })
  const seen: { id: string; createdAt: string }[] = []
  let before: string | undefined
  let pages = 0
  do {
    const page = await listOutbox(db, { before })
    seen.push(...page.mails)
    before = page.older ?? undefined
    pages += 1
  } while (before)
  expect(pages).toBe(3)
  expect(new Set(seen.map(({ id }) => id)).size).toBe(120)
  const times = seen.map(({ createdAt }) => createdAt)
  expect(times).toEqual([...times].sort().reverse())
  await expect(listOutbox(db, { before: 'nonsense' })).rejects.toMatchObject({ code: 'BAD_INPUT' })
})
