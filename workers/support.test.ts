import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { explainAsText } from '@/lib/support/explain-as-text'
import { explainConnection } from '@/lib/support/explain-connection'
import type { Worker } from './start-worker'
import { type JournalStack, startJournalStack, waitFor } from './testing/journal-stack'
import { smallTraders } from './testing/small-traders'

const DAY_MS = 86_400_000
const { traders, scenario } = smallTraders(4)
const [alone, second, third, troubled] = traders

/** Bought on a working day and never sold. */
function stillOpen() {
  const openedAt = new Date(Date.now() - 3 * DAY_MS)
  openedAt.setUTCHours(12, 0, 0, 0)
  while (openedAt.getUTCDay() % 6 === 0) openedAt.setTime(openedAt.getTime() - DAY_MS)
  return { symbol: 'EURUSD', direction: 'BUY', lots: '0.10', openedAt: openedAt.toISOString() }
}

const registeredAt = new Date(Date.now() - 10 * DAY_MS).toISOString()
const account = { registeredAt, firstDeposit: '5000', trades: [stillOpen()] }
const people = [
  ...(scenario as { people: object[] }).people,
  { name: 'waits', accounts: [account] },
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

test('access that was not given, and access to no account', async () => {
  const actor = await stack.makeActor()
  const declined = await stack.authorise(actor, 'empty', { allow: false })
  expect(await waitForCase(declined, 'not-authorised')).toMatchObject({
    cause: 'The trader did not allow access on cTrader’s page.',
  })
  const without = await stack.authorise(actor, 'empty')
  expect((await waitForCase(without, 'no-accounts')).step).toMatch(/tick accounts/)
})

test('good checks without a trade: only open positions', async () => {
  const connectionId = await linked('waits')
  expect((await waitForCase(connectionId, 'no-trades')).cause).toMatch(/only open positions/)
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

test('a run that no worker carries on, and rows of a file that cTrader does not know', async () => {
  const connectionId = await linked(second?.name ?? '', [second?.hedged ?? 0])
  const {
    id: accountId,
    userId,
    syncedThrough,
  } = await stack.db.tradingAccount.findFirstOrThrow({
    where: { connectionId, followedAt: { not: null } },
  })
  // Nobody is there to carry it on, and a worker elsewhere is alive.
  await stack.stopWorker(worker)
  const now = stack.clock.now()
  await stack.db.workerPresence.create({ data: { id: 'elsewhere', startedAt: now, seenAt: now } })
  const startedAt = new Date(Date.now() - 20 * 60_000)
  const run = await stack.db.run.create({
    data: { userId, accountId, connectionId, kind: 'SYNC', trigger: 'schedule', startedAt },
  })
  expect(await waitForCase(connectionId, 'stuck-run')).toMatchObject({ action: 'check-now' })
  await stack.db.run.update({ where: { id: run.id }, data: { outcome: 'CANCELLED' } })
  await stack.db.workerPresence.deleteMany()
  worker = await stack.startWorker()

  await stack.db.deal.create({
    data: {
      accountId,
      source: 'FILE',
      fingerprint: randomUUID(),
      positionKey: randomUUID(),
      symbol: 'EURUSD',
      side: 'SELL',
      quantity: '0.1',
      quantityUnit: 'lots',
      price: '1.1',
      executedAt: new Date((syncedThrough?.getTime() ?? 0) - DAY_MS),
      net: '5',
      firstRunId: run.id,
      lastRunId: run.id,
    },
  })
  const found = await waitForCase(connectionId, 'duplicates')
  expect(found.because).toMatch(/: 1 rows? of files? that cTrader does not know\.$/)
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
