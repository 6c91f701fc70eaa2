import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { SET_ASIDE_AFTER } from '@/lib/agenda/claim'
import { requestCommit } from '@/lib/imports/request-commit'
import { uploadImport } from '@/lib/imports/upload-import'
import { driveAgain } from '@/lib/operator/drive-again'
import { explainAsText } from '@/lib/support/explain-as-text'
import { explainConnection } from '@/lib/support/explain-connection'
import type { Worker } from './start-worker'
import { type JournalStack, startJournalStack, waitFor } from './testing/journal-stack'
import { smallTraders } from './testing/small-traders'

const DAY_MS = 86_400_000
const { traders, scenario } = smallTraders(5)
const [alone, second, third, troubled, fourth] = traders

/** Bought on a working day and never sold. */
function stillOpen() {
  const openedAt = new Date(Date.now() - 3 * DAY_MS)
  openedAt.setUTCHours(12, 0, 0, 0)
  while (openedAt.getUTCDay() % 6 === 0) openedAt.setTime(openedAt.getTime() - DAY_MS)
  return { symbol: 'EURUSD', direction: 'BUY', lots: '0.10', openedAt: openedAt.toISOString() }
}

const registeredAt = new Date(Date.now() - 10 * DAY_MS).toISOString()
const account = { registeredAt, firstDeposit: '5000', trades: [stillOpen()] }
const SILENT = { first: 47_200_001, second: 47_200_002 }
const silent = { registeredAt, firstDeposit: '5000', trades: [] }
const people = [
  ...(scenario as { people: object[] }).people,
  { name: 'waits', accounts: [account] },
  {
    name: 'silent',
    accounts: [
      { accountId: SILENT.first, ...silent },
      { accountId: SILENT.second, ...silent },
    ],
  },
  { name: 'empty', accounts: [] },
]

let stack: JournalStack
let worker: Worker

beforeAll(async () => {
  stack = await startJournalStack({ scenario: { personas: 'none', people } })
  worker = await stack.startWorker()
})
afterAll(() => stack.stop())
afterEach(async () => {
  await stack.control('DELETE', 'faults')
  await stack.control('POST', 'application', { active: true })
  await stack.control('POST', 'behaviour', { keptHistoryDays: 36_500 })
})

async function explain(connectionId: string) {
  const view = await explainConnection(stack.db, {
    staff: 'command-line',
    connectionId,
    now: stack.clock.now(),
    checkEverySeconds: stack.env.SYNC_CHECK_SECONDS,
    platforms: stack.env.platforms,
  })
  // The first sentence is the same wherever it is read.
  expect(explainAsText(view).split('\n')[0]).toBe(`${view.cases[0].cause} ${view.cases[0].step}`)
  return view
}

/** The first case, once the mock’s trouble has arrived. */
async function waitForCase(connectionId: string, kind: string, meanwhile = async () => {}) {
  const view = await waitFor(
    `the case ${kind}`,
    async () => {
      await meanwhile()
      return explain(connectionId)
    },
    ({ cases }) => cases[0].kind === kind,
    ({ cases, state, reason }) => `${cases[0].kind} in ${state} (${reason})`,
    40_000,
  )
  return view.cases[0]
}

async function link(person: string, accounts?: number[]) {
  const actor = await stack.makeActor()
  const connectionId = await stack.authorise(actor, person)
  await stack.waitForState(actor, connectionId, 'choose-accounts')
  await stack.follow(actor, connectionId, accounts)
  return { actor, connectionId }
}

async function linked(person: string, accounts?: number[]) {
  const { actor, connectionId } = await link(person, accounts)
  await stack.waitForState(actor, connectionId, 'healthy')
  return connectionId
}

/** So many minutes have passed for what is going wrong. */
async function pretendItLasts(connectionId: string) {
  const since = new Date(Date.now() - 3 * 60_000)
  await stack.db.tradingAccount.updateMany({
    where: { connectionId, unreadableSince: { not: null } },
    data: { unreadableSince: since },
  })
  await stack.db.connection.updateMany({
    where: { id: connectionId, failingSince: { not: null } },
    data: { failingSince: since },
  })
}

test('authorisation failed: not allowed, refused, or our application is not accepted', async () => {
  const actor = await stack.makeActor()
  const declined = await stack.authorise(actor, 'empty', { allow: false })
  expect(await waitForCase(declined, 'not-authorised')).toMatchObject({
    cause: 'The trader did not allow access on cTrader’s page.',
    step: expect.stringMatching(/^Explain that access is read-only, and ask them to try again/),
  })
  const refusal = { kind: 'errorCode', errorCode: 'INVALID_REQUEST', times: 1 }
  await stack.control('POST', 'faults', { endpoint: '* /apps/token', ...refusal })
  const refused = await stack.authorise(actor, 'empty')
  const failed = await waitForCase(refused, 'not-authorised')
  expect(failed.cause).toMatch(/^cTrader refused its own answer/)
  expect(failed.step).toMatch(/^Ask the trader to try again; if it fails twice, tell the operator/)
  const ofOurs = { kind: 'errorCode', errorCode: 'CH_CLIENT_AUTH_FAILURE', times: 1 }
  await stack.control('POST', 'faults', { endpoint: '* /apps/token', ...ofOurs })
  const notOurs = await waitForCase(await stack.authorise(actor, 'empty'), 'app-refused')
  expect(notOurs.cause).toMatch(/^cTrader does not accept our application/)
  expect(notOurs.step).toMatch(/^Open an incident/)
})

test('no accounts found after the authorisation', async () => {
  const connectionId = await stack.authorise(await stack.makeActor(), 'empty')
  const found = await waitForCase(connectionId, 'no-accounts')
  expect(found.cause).toMatch(/^cTrader gave access, but to no trading account/)
  expect(found.step).toMatch(/tick accounts .* or to sign in there with the cTrader ID that has/)
})

test('good checks without a trade: open positions, an account not followed, another cTrader ID', async () => {
  const open = await waitForCase(await linked('waits'), 'no-trades')
  expect(open.cause).toMatch(/only open positions/)
  expect(open.step).toMatch(/^Tell the trader so/)
  const one = await waitForCase(await linked('silent', [SILENT.first]), 'no-trades')
  expect(one.cause).toMatch(/may be on one that is not followed/)
  expect(one.step).toMatch(/^Compare the account list .* ask them to follow .*…\d{4}/)
  const both = await waitForCase(await linked('silent'), 'no-trades')
  expect(both.cause).toMatch(/may belong to another cTrader ID or environment/)
  expect(both.step).toMatch(/they add a connection with the other cTrader ID/)
})

test('one account that the broker closed, while the other is read', async () => {
  const connectionId = await linked(troubled?.name ?? '')
  expect((await explain(connectionId)).cases[0].kind).toBe('nothing-wrong')
  await stack.control('POST', `accounts/${troubled?.hedged}`, { status: 'gone' })
  await stack.control('POST', 'trade', { accountId: troubled?.hedged, net: '1.11' })
  await waitFor(
    'the account to be found unreadable',
    () =>
      stack.db.tradingAccount.count({ where: { connectionId, unreadableSince: { not: null } } }),
    (count) => count === 1,
  )
  await pretendItLasts(connectionId)
  const found = await waitForCase(connectionId, 'account-fails')
  expect(found.cause).toMatch(/cannot be read, while the other accounts can/)
  expect(found.step).toMatch(/Keep as archive/)
})

test('older trades that cTrader does not offer, with the dates of the gap', async () => {
  await stack.control('POST', 'behaviour', { keptHistoryDays: 9 })
  const { connectionId } = await link(third?.name ?? '', [third?.hedged ?? 0])
  const found = await waitForCase(connectionId, 'history-limit')
  expect(found.step).toMatch(/export guide .* from \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d\.$/)
})

test('a run that no worker carries on', async () => {
  await stack.control('POST', 'faults', {
    endpoint: 'ProtoOADealListReq',
    kind: 'delay',
    ms: 3_000,
  })
  const { actor, connectionId } = await link(second?.name ?? '', [second?.hedged ?? 0])
  await stack.waitForState(actor, connectionId, 'first-sync')
  // Nobody is there to carry it on, and a worker elsewhere is alive.
  await stack.stopWorker(worker)
  await stack.advance(20 * 60_000)
  const now = stack.clock.now()
  await stack.db.workerPresence.create({ data: { id: 'elsewhere', startedAt: now, seenAt: now } })
  const found = await waitForCase(connectionId, 'stuck-run')
  expect(found).toMatchObject({ action: 'check-now' })
  expect(found.cause).toMatch(/that no worker carries on/)
  expect(found.step).toMatch(/^Press “Check now”, which queues it again/)
  await stack.db.workerPresence.deleteMany()
  await stack.control('DELETE', 'faults')
  worker = await stack.startWorker()
  await stack.waitForState(actor, connectionId, 'healthy')
})

test('rows of a file that cTrader does not know, in a time it told all of', async () => {
  const { actor, connectionId } = await link(fourth?.name ?? '', [fourth?.hedged ?? 0])
  await stack.waitForState(actor, connectionId, 'healthy')
  const { id: accountId, syncedThrough } = await stack.db.tradingAccount.findFirstOrThrow({
    where: { connectionId, followedAt: { not: null } },
  })
  const closedAt = new Date((syncedThrough?.getTime() ?? 0) - DAY_MS)
  const { importId } = await uploadImport(stack.db, {
    ...{ actor, accountId, fileName: 'history.csv', now: stack.clock.now() },
    bytes: statementOfOneTrade(closedAt),
  })
  const state = (wanted: string) =>
    waitFor(
      `the import to be ${wanted}`,
      () => stack.db.importFile.findUniqueOrThrow({ where: { id: importId } }),
      (file) => file.state === wanted,
      (file) => file.state,
    )
  await state('READY')
  await requestCommit(stack.db, { actor, importId, now: stack.clock.now() })
  await state('DONE')
  const found = await waitForCase(connectionId, 'duplicates')
  expect(found.cause).toMatch(/tell the same time differently, so a trade may stand twice/)
  expect(found.step).toMatch(/compare; pass both ids on to engineering, and delete nothing/)
  expect(found.because).toMatch(/: 1 rows? of files? that cTrader does not know\.$/)
})

/** As cTrader exports it, of a trade that is not in its history. */
function statementOfOneTrade(closedAt: Date): Buffer<ArrayBuffer> {
  const [year, month, day] = closedAt.toISOString().slice(0, 10).split('-')
  const on = `${day}/${month}/${year}`
  const lines = [
    '"Symbol","Opening direction","Opening time (UTC+0)","Closing time (UTC+0)","Entry price","Closing price","Closing Quantity","Net $","Balance $"',
    `"EURUSD","Buy","${on} 00:15:42.118","${on} 00:16:42.118","1.08420","1.08520","0.37 Lots","37.00","5 037.00"`,
  ]
  return Buffer.from(lines.join('\r\n'))
}

test('work that our own software failed on too often', async () => {
  const connectionId = await linked(fourth?.name ?? '', [fourth?.hedged ?? 0])
  const check = { kind: 'connection.check', subjectId: connectionId }
  // Between two of its steps: one that succeeds begins to count anew.
  await waitFor(
    'a moment in which nobody has it',
    () =>
      stack.db.agendaItem.updateMany({
        where: { ...check, leaseOwner: null },
        data: { faults: SET_ASIDE_AFTER, lastReason: 'INTERNAL' },
      }),
    ({ count }) => count === 1,
  )
  const found = await waitForCase(connectionId, 'set-aside')
  expect(found.cause).toMatch(/^Our own software failed .* the trader and cTrader have no part/)
  expect(found.step).toMatch(/^Tell the operator the reference/)
  expect(found.because).toMatch(/^connection\.check \(INTERNAL\)/)
  const asked = { staff: 'command-line', reason: 'Mended', requestId: randomUUID() } as const
  expect(await driveAgain(stack.db, { ...asked, now: stack.clock.now() })).toEqual({ driven: 1 })
  expect((await waitForCase(connectionId, 'nothing-wrong')).cause).toMatch(/works/)
})

test('cTrader answers nobody, or not our application', async () => {
  const connectionIds = [await linked(alone?.name ?? ''), await linked(second?.name ?? '')]
  const all = await stack.db.connection.findMany({ where: { completedAt: { not: null } } })
  await stack.control('POST', 'faults', { endpoint: 'open-api *', kind: 'dropBefore' })
  const allLast = async () => {
    for (const { id } of all) await pretendItLasts(id)
  }
  for (const id of connectionIds)
    expect((await waitForCase(id, 'provider-outage', allLast)).step).toMatch(/^Wait/)
  await stack.control('DELETE', 'faults')
  await stack.control('POST', 'application', { active: false })
  await stack.control('POST', 'events', { kind: 'clientDisconnect' })
  for (const id of connectionIds)
    expect((await waitForCase(id, 'app-refused')).step).toMatch(/Open an incident/)
}, 180_000)

test('one grant that ended, and then many at once', async () => {
  await stack.db.agendaItem.updateMany({ data: { dueAt: new Date() } })
  const connectionId = await linked(alone?.name ?? '')
  await stack.control('POST', `grants/${alone?.name}/revoke`)
  const one = await waitForCase(connectionId, 'grant-ended')
  expect(one).toMatchObject({ action: 'reconnect-link' })
  expect(one.because).toMatch(/no other ended within the last hour/)
  for (const person of [second, third, troubled])
    await stack.control('POST', `grants/${person?.name}/revoke`)
  const many = await waitForCase(connectionId, 'grants-ended-together')
  expect(many.action).toBeNull()
  expect(many.step).toMatch(/send no reconnect link/)
}, 180_000)
