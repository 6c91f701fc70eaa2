import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { connectDatabase, type Database } from '@/lib/db/client'
import type { Role } from '@/lib/db/generated/client'
import { createTestDatabase, type TestDatabase } from '@/lib/db/testing/create-test-database'
import { DEFAULT_PLATFORM } from '@/lib/domain/platform'
import type { StaffAction } from '@/lib/domain/support/audit-words'
import { storeNewGrant } from '@/lib/grants/vault'
import type { Actor } from '@/lib/identity/sessions'
import { type ActInput, act } from './act'
import { explainAsText, timelineAsText } from './explain-as-text'
import { explainConnection } from './explain-connection'
import { giveRole } from './give-role'
import { listStaffActions } from './list-staff-actions'
import { makeBundle } from './make-bundle'
import { openAtCommandLine, openConnection, showToStaff } from './opening'
import { searchConnections } from './search'
import { showCoverageToStaff } from './show-coverage'
import { showTestToStaff } from './show-test'

const NOW = new Date('2026-06-01T12:00:00Z')
const minutesLater = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)
const AROUND = {
  checkEverySeconds: 300,
  platforms: [{ key: DEFAULT_PLATFORM, name: 'cTrader' }],
}
const APP_URL = 'https://journal.example.test'
const LOGIN = 410_001_025n
const BALANCE = '73951.46'
const NET = '8264.11'
const DONE = { done: true, link: null, bundle: null }
const CANARY = { accessToken: 'canary-access-5Jq', refreshToken: 'canary-refresh-8Zt' }

let database: TestDatabase
let db: Database
let owner: Actor
let support: Actor
let connectionId: string
let accountId: string
let ctid = 700n

beforeAll(async () => {
  database = await createTestDatabase()
  db = connectDatabase(database.url)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})
beforeEach(async () => {
  ;[owner, support] = [await makeActor('TRADER'), await makeActor('SUPPORT')]
  ctid += 1n
  const linked = { userId: owner.userId, ctid, grantedAt: NOW, completedAt: NOW }
  connectionId = (await db.connection.create({ data: { ...linked, lastSuccessAt: NOW } })).id
  const account = {
    userId: owner.userId,
    connectionId,
    source: 'CTRADER',
    environment: 'LIVE',
    ctidTraderAccountId: ctid,
    login: LOGIN,
    currency: 'EUR',
    broker: 'Pepperwood',
    followedAt: NOW,
    backfilledAt: NOW,
    historyFrom: NOW,
    syncedThrough: NOW,
    balance: BALANCE,
    balanceAt: NOW,
    reconciledAt: NOW,
  } as const
  accountId = (await db.tradingAccount.create({ data: account })).id
  await db.workerPresence.deleteMany()
  await db.workerPresence.create({ data: { id: 'w', startedAt: NOW, seenAt: NOW } })
})

async function makeActor(role: Role): Promise<Actor> {
  const email = `${randomUUID()}@example.test`
  const user = await db.user.create({ data: { email, passwordHash: 'none', role } })
  return { userId: user.id, sessionId: randomUUID(), role, email, timeZone: 'Europe/London' }
}

const opening = (actor: Actor, now = NOW, reason = 'Ticket 12') =>
  openConnection(db, { actor, connectionId, reason, now })
const look = (actor: Actor, now = NOW) => showToStaff(db, { ...AROUND, actor, connectionId, now })
const search = (q: string, actor = support) =>
  searchConnections(db, { ...AROUND, staff: actor, q, now: NOW })

function press(
  action: StaffAction,
  given: {
    actor?: Actor
    requestId?: string
    now?: Date
    details?: z.input<typeof ActInput>['details']
  } = {},
) {
  const { actor = support, requestId = randomUUID(), now = NOW, details } = given
  const asked = { actor, requestId, now, action, details, reason: 'Ticket 12', appUrl: APP_URL }
  return act(db, { ...AROUND, ...asked, connectionId })
}

const audited = async () => {
  const entries = await db.auditEntry.findMany({
    where: { ownerId: owner.userId },
    orderBy: { id: 'asc' },
  })
  return entries.map(({ action }) => action)
}

describe('the audit', () => {
  test('cannot be changed or emptied, whoever asks', async () => {
    await opening(support)
    await expect(db.auditEntry.updateMany({ data: { reason: 'another' } })).rejects.toThrow(
      /append-only/,
    )
    await expect(db.auditEntry.deleteMany()).rejects.toThrow(/append-only/)
    await expect(db.$executeRaw`TRUNCATE "AuditEntry"`).rejects.toThrow(/append-only/)
    expect(await audited()).toEqual(['opened'])
  })

  test('a role is given with a trace, ends what is signed in, and twice is once', async () => {
    const sessionId = randomUUID()
    await db.session.create({
      data: { id: sessionId, userId: owner.userId, expiresAt: minutesLater(60) },
    })
    const asked = {
      ...({ staff: 'command-line', role: 'SUPPORT', reason: 'hired', now: NOW } as const),
      who: { email: owner.email.toUpperCase() },
    }
    expect(await giveRole(db, asked)).toEqual({ before: 'TRADER' })
    expect(await giveRole(db, asked)).toEqual({ before: 'SUPPORT' })
    expect(await db.session.findUnique({ where: { id: sessionId } })).toMatchObject({
      endedAt: NOW,
    })
    const { actions } = await listStaffActions(db, { actor: owner })
    expect(actions).toMatchObject([
      {
        text: 'The operator changed what you may see in Tallybook',
        reason: 'TRADER became SUPPORT: hired',
      },
    ])
    const nobody = { ...asked, who: { email: 'nobody@example.test' } }
    await expect(giveRole(db, nobody)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a connection', () => {
  test('is nothing to a trader, its owner included, whatever they ask', async () => {
    for (const actor of [owner, await makeActor('TRADER')])
      for (const attempt of [
        () => opening(actor),
        () => look(actor),
        () => press('check-now', { actor }),
        () => search(owner.email, actor),
        () => explainConnection(db, { ...AROUND, staff: actor, connectionId, now: NOW }),
      ])
        await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await audited()).toEqual([])
  })

  test('opens with a reason, for an hour, for the one who gave it', async () => {
    await expect(look(support)).rejects.toMatchObject({ code: 'CONFLICT' })
    await opening(support)
    await opening(support, minutesLater(5))
    expect(await look(support, minutesLater(59))).toMatchObject({ id: connectionId })
    await expect(look(support, minutesLater(60))).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(look(await makeActor('ADMIN'))).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(press('note', { now: minutesLater(61) })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    expect(await audited()).toEqual(['opened'])
  })

  test('is found by whatever a complaint holds', async () => {
    const run = await db.run.create({
      data: { userId: owner.userId, kind: 'SYNC', trigger: 'user', connectionId, accountId },
    })
    const file = await db.importFile.create({
      data: {
        userId: owner.userId,
        accountId,
        fileName: 'a.csv',
        sizeBytes: 1,
        sha256: 'x',
        bytes: Buffer.from('x'),
      },
    })
    const found = async (q: string) => {
      const { hits } = await search(q)
      return hits.filter(({ connection }) => connection?.id === connectionId)
    }
    expect(await found(owner.email.slice(0, 12).toUpperCase())).toMatchObject([
      { matchedBy: 'email', email: owner.email },
    ])
    expect(await found(connectionId)).toMatchObject([{ matchedBy: 'connection' }])
    expect(await found(run.id)).toMatchObject([{ matchedBy: 'run' }])
    expect(await found(file.id)).toMatchObject([{ matchedBy: 'import' }])
    expect(await found(`${ctid}`)).toMatchObject([{ matchedBy: 'ctid' }])
    expect(await found('…1025')).toMatchObject([
      { matchedBy: 'account', account: '…1025', connection: { lastSuccessAt: NOW.toISOString() } },
    ])
    expect(await found(randomUUID())).toEqual([])
    expect(await found('999999999999999999999999')).toEqual([])
    const lonely = await makeActor('TRADER')
    expect((await search(lonely.email)).hits).toMatchObject([{ connection: null }])
    expect(JSON.stringify(await search(owner.email))).not.toContain(`${LOGIN}`)
  })

  test('tells no token, no balance, no trade and no full number in any form', async () => {
    const ring = [{ id: 'k1', key: randomBytes(32) }]
    const pair = { ...CANARY, accessTokenExpiresAt: minutesLater(9_999) }
    await storeNewGrant(db, ring, { ...pair, connectionId, scope: 'accounts', now: NOW })
    await db.reconnectLink.create({
      data: { connectionId, tokenHash: 'canary-hash', expiresAt: minutesLater(60) },
    })
    await db.pendingAuthorization.create({
      data: {
        userId: owner.userId,
        connectionId,
        stagingId: connectionId,
        cookieHash: `canary-cookie-${ctid}`,
        stateHash: 'canary-state',
        code: 'canary-code',
        expiresAt: minutesLater(9),
        outcome: 'succeeded',
      },
    })
    await db.trade.create({
      data: {
        userId: owner.userId,
        accountId,
        positionKey: 'p1',
        positionId: 99_887_766n,
        source: 'SYNC',
        symbol: 'CANARYUSD',
        direction: 'LONG',
        closed: true,
        closedAt: NOW,
        quantity: '1',
        quantityUnit: 'lots',
        entryPrice: '1',
        exitPrice: '2',
        priceDigits: 5,
        currency: 'EUR',
        net: NET,
        closingDeals: 1,
      },
    })
    await db.connectionEvent.create({
      data: {
        connectionId,
        kind: 'account-gone',
        actor: 'provider',
        at: NOW,
        detail: { account: `Live ${LOGIN}` },
      },
    })
    const view = await explainConnection(db, {
      ...AROUND,
      staff: 'command-line',
      connectionId,
      now: NOW,
    })
    expect(view.grant).toMatchObject({ keyId: 'k1', scope: 'accounts', generation: 1 })
    const sealed = await db.grant.findUniqueOrThrow({ where: { connectionId } })
    const bytes = [sealed.sealedAccessToken, sealed.sealedRefreshToken, sealed.wrappedDataKey]
    const forbidden = [
      ...['canary', 'CANARYUSD', '99887766', BALANCE, BALANCE.split('.')[0], NET, `${LOGIN}`],
      ...bytes.flatMap((each) => ['base64', 'hex'].map((form) => encoded(each, form))),
      'passwordHash',
    ]
    const forms = [JSON.stringify(view), explainAsText(view), timelineAsText(view)]
    for (const form of forms) expect(form).toMatch(/…1025/)
    await importWithCanaries()
    await opening(support)
    const { bundle } = await press('bundle')
    const query = { connection: connectionId }
    const own = await makeBundle(db, { ...AROUND, trader: owner, query, now: NOW })
    // Support's press stands in its timeline; otherwise both hold the same.
    const timeline = own.bundle.connection?.timeline
    expect(bundle?.bundle).toMatchObject({ ...own.bundle, connection: { id: connectionId } })
    expect(timeline?.map(({ kind }) => kind)).toContain('account-gone')
    expect(own.bundle.imports).toMatchObject([
      {
        columns: ['Symbol', 'Net', null, null],
        counts: { problems: 2 },
        problems: [{ cause: 'bad-number', rows: 2, lines: [7, 9] }],
      },
    ])
    expect(own.text).toContain('Columns: Symbol, Net, 2 by other names')
    const given = [bundle?.text, JSON.stringify(bundle), own.text, JSON.stringify(own)]
    const coverage = await showCoverageToStaff(db, { actor: support, connectionId, now: NOW })
    expect(coverage.accounts).toMatchObject([{ accountName: 'Live …1025' }])
    expect(coverage.accounts[0]?.months.every(({ closings }) => closings === 0)).toBe(true)
    for (const form of [...forms, ...given, JSON.stringify(coverage)])
      for (const secret of forbidden) expect(form).not.toContain(secret)
  })
})

/** A file of which every name and every cell is a canary, but for the columns everybody knows. */
async function importWithCanaries(): Promise<void> {
  const { id: importFileId } = await db.importFile.create({
    data: {
      userId: owner.userId,
      accountId,
      fileName: 'canary.csv',
      sizeBytes: 6,
      sha256: 'canary-hash',
      bytes: Buffer.from('canary'),
      preview: {
        headers: ['Symbol', 'Net (canary)', 'canary column', NET],
        sentence: 'canary',
        counts: { problems: 2 },
      },
    },
  })
  const detail = { cause: 'bad-number', cells: ['canary'], reasons: ['found canary'] }
  await db.importRow.createMany({
    data: [7, 9].map((line) => ({ importFileId, line, verdict: 'problem', detail })),
  })
}

function encoded(bytes: Uint8Array, form: string): string {
  return Buffer.from(bytes).toString(form as BufferEncoding)
}

describe('what support does', () => {
  beforeEach(() => opening(support))

  test('is done in its own name, once, and read by the trader with its reason', async () => {
    expect(await press('check-now')).toEqual(DONE)
    // Asked for and due: asking again would only repeat it.
    expect(await press('check-now')).toEqual({ ...DONE, done: false })
    expect(await db.connection.findUnique({ where: { id: connectionId } })).toMatchObject({
      syncAskedAt: NOW,
      syncAskedBy: 'support',
    })
    expect(await audited()).toEqual(['opened', 'check-now'])
    const { actions } = await listStaffActions(db, { actor: owner })
    expect(actions).toMatchObject([
      { text: 'Support asked for a check', reason: 'Ticket 12', connectionId },
      { text: expect.stringContaining('Support looked at'), reason: 'Ticket 12' },
    ])
    expect((await listStaffActions(db, { actor: support })).actions).toEqual([])
    const { timeline } = await look(support)
    expect(timeline.map(({ who, text }) => `${who}: ${text}`)).toContain(
      'support: Support asked for a check',
    )
  })

  test('is told once in the timeline, with who did it', async () => {
    const now = new Date()
    await opening(support, now)
    await press('check-now', { now })
    const { timeline } = await look(support, now)
    const told = timeline.filter(({ text }) => text === 'Support asked for a check')
    expect(told).toMatchObject([{ reason: 'Ticket 12', staff: support.email }])
  })

  test('pressed twice at once, or sent twice, happens once', async () => {
    const requestId = randomUUID()
    const answers = await Promise.all([press('note', { requestId }), press('note', { requestId })])
    expect(answers).toEqual([DONE, DONE])
    const linkId = randomUUID()
    const { link } = await press('reconnect-link', { requestId: linkId })
    expect(link?.address).toMatch(/^https:\/\/journal\.example\.test\/reconnect\/[\w-]{43}$/)
    await expect(press('reconnect-link', { requestId: linkId })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    expect(await db.reconnectLink.count({ where: { connectionId } })).toBe(1)
    expect(await audited()).toEqual(['opened', 'note', 'reconnect-link'])
    const stored = JSON.stringify(
      await db.auditEntry.findMany({ where: { requestId: linkId } }),
      big,
    )
    expect(stored).not.toContain(link?.address.split('/').at(-1))
  })

  test('pauses with a reason that the trader reads, and ends any pause', async () => {
    expect(await press('pause')).toMatchObject({ done: true })
    expect(await press('pause')).toMatchObject({ done: false })
    const paused = await look(support)
    expect(paused).toMatchObject({ state: 'paused', words: { title: 'Paused by support' } })
    expect(paused.words.body).toContain('Ticket 12')
    expect(paused.cases[0]).toMatchObject({ kind: 'paused', action: 'resume' })
    expect(await press('resume')).toMatchObject({ done: true })
    expect(await press('resume')).toMatchObject({ done: false })
    expect((await look(support)).state).not.toBe('paused')
    expect(await audited()).toEqual(['opened', 'pause', 'resume'])
  })

  test('tries a renewal only where renewals fail', async () => {
    await expect(press('renew-now')).rejects.toMatchObject({ code: 'CONFLICT' })
    await db.connection.update({
      where: { id: connectionId },
      data: { renewalFailingSince: NOW },
    })
    await db.agendaItem.create({
      data: { kind: 'connection.renew', subjectId: connectionId, dueAt: minutesLater(15) },
    })
    expect(await press('renew-now')).toMatchObject({ done: true })
    expect(await press('renew-now')).toMatchObject({ done: false })
    const item = await db.agendaItem.findFirst({ where: { subjectId: connectionId } })
    expect(item?.dueAt).toEqual(NOW)
    expect(await audited()).toEqual(['opened', 'renew-now'])
  })

  test('reaches further back, reads days again and releases held work, with what exactly', async () => {
    await expect(press('reread')).rejects.toMatchObject({ code: 'BAD_INPUT' })
    const stranger = await db.tradingAccount.create({
      data: { userId: support.userId, source: 'FILE', name: 'not theirs', followedAt: NOW },
    })
    for (const action of ['reread', 'older-history'] as const) {
      const details = { accountId: stranger.id, days: 7, from: '2026-01-02' }
      await expect(press(action, { details })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
    await db.tradingAccount.update({
      where: { id: accountId },
      data: { historyFrom: new Date('2026-04-01T00:00:00Z') },
    })
    const days = { accountId, days: 30 }
    expect(await press('reread', { details: days })).toEqual(DONE)
    expect(await press('reread', { details: days })).toEqual({ ...DONE, done: false })
    expect(await db.tradingAccount.findUnique({ where: { id: accountId } })).toMatchObject({
      rereadFrom: new Date('2026-05-02T12:00:00Z'),
      syncedThrough: NOW,
    })
    expect(await press('release-lease')).toEqual({ ...DONE, done: false })
    const held = { leaseOwner: 'lost', leaseUntil: minutesLater(1) }
    const ofGrant = { kind: 'connection.renew', subjectId: connectionId, dueAt: NOW, ...held }
    await db.agendaItem.create({ data: ofGrant })
    await db.agendaItem.updateMany({ where: { subjectId: accountId }, data: held })
    expect(await press('release-lease')).toEqual(DONE)
    const items = await db.agendaItem.findMany({
      where: { subjectId: { in: [accountId, connectionId] } },
      orderBy: { kind: 'asc' },
    })
    // What spends a token is never taken out of anybody's hands.
    expect(items.map(({ kind, leaseOwner }) => `${kind} ${leaseOwner}`)).toEqual([
      'account.sync null',
      'connection.renew lost',
    ])
    const older = { accountId, from: '2026-02-01' }
    expect(await press('older-history', { details: older })).toEqual(DONE)
    expect(await db.tradingAccount.findUnique({ where: { id: accountId } })).toMatchObject({
      historyWantedFrom: new Date('2026-02-01T00:00:00Z'),
    })
    const { actions } = await listStaffActions(db, { actor: owner })
    expect(actions.map(({ text }) => text).slice(0, 3)).toEqual([
      'Support asked for the history of Live …1025 from 2026-02-01 on',
      'Support gave what a worker did not finish to another one',
      'Support had the last 30 days of Live …1025 read once more; nothing was taken away',
    ])
  })

  test('shows no coverage of an account whose trades were deleted', async () => {
    await db.tradingAccount.update({ where: { id: accountId }, data: { deletedAt: NOW } })
    const asked = { actor: support, connectionId, now: NOW }
    expect(await showCoverageToStaff(db, asked)).toEqual({ accounts: [] })
  })

  test('a test is asked for once, and shown without full numbers', async () => {
    expect(await press('test')).toEqual(DONE)
    expect(await press('test')).toEqual({ ...DONE, done: false })
    const failed = [{ accountId, code: 'RET_ACCOUNT_DISABLED' }]
    const open = { step: 'open', outcome: 'failed', tookMs: 3, code: 'X', accounts: 1, failed }
    await db.connectionTest.updateMany({ where: { connectionId }, data: { steps: [open] } })
    const { test } = await showTestToStaff(db, { actor: support, connectionId, now: NOW })
    expect(test?.steps[0]?.failed[0]?.account).toBe('Live …1025')
    expect(await audited()).toEqual(['opened', 'test'])
  })

  test('at the command line stands in the audit every time', async () => {
    await openAtCommandLine(db, { connectionId, reason: 'Ticket 13', now: NOW })
    await openAtCommandLine(db, { connectionId, reason: 'Ticket 13', now: NOW })
    expect(await audited()).toEqual(['opened', 'opened', 'opened'])
    const [newest] = (await listStaffActions(db, { actor: owner })).actions
    expect(newest).toMatchObject({
      reason: 'Ticket 13',
      text: expect.stringMatching(/^The operator looked at/),
    })
  })

  test('that is refused leaves no trace of having been done', async () => {
    await db.connection.update({ where: { id: connectionId }, data: { refusedAt: NOW } })
    await expect(press('check-now')).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await audited()).toEqual(['opened'])
  })
})

function big(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
