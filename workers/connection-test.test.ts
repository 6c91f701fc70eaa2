import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { requestTest, showTest } from '@/lib/connections/connection-test'
import { askForReread } from '@/lib/connections/reread-days'
import { testConclusion } from '@/lib/domain/support/connection-test-words'
import type { ConnectionTestView } from '@/lib/domain/views/connection-test'
import type { Actor } from '@/lib/identity/sessions'
import type { Worker } from './start-worker'
import { type JournalStack, startJournalStack, waitFor } from './testing/journal-stack'
import { smallTraders } from './testing/small-traders'

const { traders, scenario } = smallTraders(3)
const [first, second, third] = traders

let stack: JournalStack
let worker: Worker

beforeAll(async () => {
  // A check by schedule would find out in the middle of a test what the test is to find out.
  stack = await startJournalStack({ scenario, settings: { SYNC_CHECK_SECONDS: '3600' } })
  worker = await stack.startWorker()
})
afterAll(() => stack.stop())
afterEach(async () => {
  await stack.control('DELETE', 'faults')
  await stack.control('POST', 'application', { active: true })
})

type Linked = { actor: Actor; connectionId: string }

async function link(person: string): Promise<Linked> {
  const actor = await stack.makeActor()
  const connectionId = await stack.authorise(actor, person)
  await stack.waitForState(actor, connectionId, 'choose-accounts')
  await stack.follow(actor, connectionId)
  await stack.waitForState(actor, connectionId, 'healthy')
  await waitUntilNothingIsRead()
  return { actor, connectionId }
}

async function waitUntilNothingIsRead(): Promise<void> {
  const isIdle = (items: unknown[]) => items.length === 0
  await waitFor('the work to end', () => stack.workAtHand(), isIdle, JSON.stringify)
}

const shown = async ({ actor, connectionId }: Linked) => {
  const { test } = await showTest(stack.db, { actor, connectionId, now: stack.clock.now() })
  return test
}

/** Asks for a test and waits for its end; what it found by step, and what it comes to. */
async function tested(linked: Linked) {
  // The pace is kept elsewhere.
  await stack.db.connectionTest.deleteMany({ where: { connectionId: linked.connectionId } })
  await requestTest(stack.db, { ...linked, now: stack.clock.now() })
  const isOver = (test: ConnectionTestView | null) => Boolean(test?.finishedAt)
  const test = await waitFor('the test to end', () => shown(linked), isOver, JSON.stringify)
  const steps = test?.steps ?? []
  const codes = steps.map(({ step, code }) => (code ? `${step} ${code}` : step))
  const conclusion = testConclusion(
    steps.map(({ failed, ...step }) => ({
      ...step,
      failed: failed.map(({ account: _, ...each }) => each),
    })),
  )
  return { codes, conclusion, steps, test }
}

const restartWorker = async () => {
  await stack.stopWorker(worker)
  worker = await stack.startWorker()
}

test('names the step at which it stops, and goes through where nothing is wrong', async () => {
  const linked = await link(first.name)
  const good = await tested(linked)
  expect(good.codes).toEqual(['network', 'application', 'token', 'accounts', 'open', 'deals'])
  expect(good.conclusion).toMatchObject({ isGood: true, title: 'Everything works' })
  expect(good.steps.every(({ tookMs }) => tookMs >= 0)).toBe(true)
  expect(good.steps.at(-1)).toMatchObject({ accounts: 2, failed: [] })

  await stack.control('POST', 'faults', { endpoint: 'open-api *', kind: 'dropBefore' })
  const away = await tested(linked)
  expect(away.codes).toHaveLength(1)
  expect(away.codes[0]).toMatch(/^network (UNREACHABLE|CONNECTION_LOST)$/)
  await stack.control('DELETE', 'faults')

  await stack.control('POST', 'application', { active: false })
  await restartWorker()
  const refused = await tested(linked)
  expect(refused.codes).toEqual(['network', 'application CH_CLIENT_AUTH_FAILURE'])
  expect(refused.conclusion.text).toMatch(/on our side/)
  await stack.control('POST', 'application', { active: true })

  const fault = { endpoint: 'ProtoOAGetAccountListByAccessTokenReq', kind: 'error' }
  await stack.control('POST', 'faults', { ...fault, errorCode: 'CANT_ROUTE_REQUEST' })
  expect((await tested(linked)).codes).toEqual([
    ...['network', 'application', 'token'],
    'accounts CANT_ROUTE_REQUEST',
  ])
  await stack.control('DELETE', 'faults')

  const deals = { endpoint: 'ProtoOADealListReq', kind: 'error', errorCode: 'TIMEOUT_ERROR' }
  await stack.control('POST', 'faults', deals)
  const unread = await tested(linked)
  expect(unread.codes.at(-1)).toBe('deals TIMEOUT_ERROR')
  expect(unread.steps.at(-1)?.failed).toHaveLength(2)
  expect(unread.conclusion.title).toBe('Deals of all accounts could not be read')
}, 180_000)

test('opens what is left when one account is gone, and says which one', async () => {
  const linked = await link(second?.name ?? '')
  await stack.control('POST', `accounts/${second?.hedged}`, { status: 'gone' })
  const { codes, steps } = await tested(linked)
  expect(codes.slice(0, 3)).toEqual(['network', 'application', 'token'])
  const open = steps.find(({ step }) => step === 'open')
  expect(open).toMatchObject({ outcome: 'failed', accounts: 2 })
  expect(open?.failed).toHaveLength(1)
  expect(open?.failed[0]?.account).toContain(`${second?.hedged}`.slice(-4))
  expect(steps.at(-1)).toMatchObject({ step: 'deals', outcome: 'passed', accounts: 1 })
})

test('an access that ended: the test says so, and so does the connection right after', async () => {
  const linked = await link(third?.name ?? '')
  await stack.control('POST', `grants/${third?.name}/revoke`)
  const { codes, conclusion } = await tested(linked)
  expect(codes).toHaveLength(3)
  expect(codes[2]).toMatch(/^token [A-Z_]+$/)
  expect(conclusion.text).toMatch(/Reconnect; what was missed is fetched then\.$/)
  await stack.waitForState(linked.actor, linked.connectionId, 'reconnect')
  // Once more, of what is over: it is tried as it is, and nothing is renewed.
  const again = await tested(linked)
  expect(again.codes[2]).toMatch(/^token /)
})

test('disturbs nothing, keeps to the pace, and is made once however often it is asked for', async () => {
  const linked = await link(first.name)
  const runs = () => stack.db.run.count({ where: { connectionId: linked.connectionId } })
  const before = { violations: await stack.violations(), runs: await runs() }
  await tested(linked)
  expect({ violations: await stack.violations(), runs: await runs() }).toEqual(before)
  const now = stack.clock.now()
  await expect(requestTest(stack.db, { ...linked, now })).rejects.toMatchObject({
    code: 'TOO_MANY_ATTEMPTS',
  })
  await stack.stopWorker(worker)
  const { connectionId } = linked
  const askedAt = new Date(now.getTime() - 30_000)
  await stack.db.connectionTest.updateMany({ where: { connectionId }, data: { askedAt } })
  await requestTest(stack.db, { ...linked, now })
  await requestTest(stack.db, { ...linked, now })
  expect(await stack.db.connectionTest.count({ where: { connectionId, finishedAt: null } })).toBe(1)
  expect(await shown(linked)).toMatchObject({ workerAlive: false, steps: [] })
  const stranger = await stack.makeActor()
  for (const attempt of [
    () => requestTest(stack.db, { actor: stranger, connectionId, now }),
    () => showTest(stack.db, { actor: stranger, connectionId, now }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  worker = await stack.startWorker()
  await waitFor(
    'the test to end',
    () => shown(linked),
    (test) => Boolean(test?.finishedAt),
  )
})

test('days read again bring what is missing back, and take nothing away', async () => {
  const { actor, connectionId } = await link(first.name)
  const account = await stack.db.tradingAccount.findFirstOrThrow({
    where: { connectionId, ctidTraderAccountId: BigInt(first.hedged) },
  })
  const accountId = account.id
  const deals = () => stack.db.deal.count({ where: { accountId } })
  const whole = await deals()
  const lost = await stack.db.deal.findFirstOrThrow({
    where: { accountId, net: { not: null } },
    orderBy: { executedAt: 'asc' },
  })
  await stack.db.deal.delete({ where: { id: lost.id } })
  const asked = { owner: actor, by: 'support', connectionId, accountId, days: 90 } as const
  const ask = () =>
    stack.db.$transaction((tx) => askForReread(tx, { ...asked, now: stack.clock.now() }))
  expect(await ask()).toBe(true)
  await waitFor(
    'the days to be read again',
    () => stack.db.tradingAccount.findUniqueOrThrow({ where: { id: accountId } }),
    ({ rereadFrom }) => rereadFrom === null,
  )
  await waitUntilNothingIsRead()
  expect(await deals()).toBe(whole)
  expect(await stack.db.run.findFirst({ where: { accountId, trigger: 'support' } })).toMatchObject({
    outcome: 'COMPLETED',
    added: 1,
    removed: 0,
  })
  const stranger = { ...asked, owner: { userId: randomUUID() }, now: stack.clock.now() }
  await expect(stack.db.$transaction((tx) => askForReread(tx, stranger))).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})
