import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { dismissCaughtUp } from '@/lib/connections/dismiss-caught-up'
import { OVERLAP_MS } from '@/lib/domain/sync-window'
import { type SmtpSink, startSmtpSink } from '@/lib/notices/testing/smtp-sink'
import type { Worker } from '@/workers/start-worker'
import { type JournalStack, startJournalStack, waitFor } from '@/workers/testing/journal-stack'

const FAY_OTHER = 41_000_603
const FAY_YEN = 41_000_601
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

let aheadMs = 0
let stack: JournalStack
let sink: SmtpSink
let worker: Worker

beforeAll(async () => {
  sink = await startSmtpSink()
  stack = await startJournalStack({
    clock: { now: () => new Date(Date.now() + aheadMs) },
    settings: { SMTP_URL: sink.url, MAIL_FROM: 'Tallybook <journal@tallybook.test>' },
  })
  worker = await stack.startWorker()
})
afterAll(async () => {
  await stack.stop()
  await sink.stop()
})

/** The same time passes here and at cTrader. */
async function pass(ms: number): Promise<void> {
  await stack.control('POST', 'clock', { advance: ms })
  aheadMs += ms
}

const Requests = z.object({
  requests: z.array(z.object({ message: z.string() })),
})

/** What arrived at the mock since then, by message name. */
async function requestsSince(count: number): Promise<string[]> {
  const answer = await stack.control('GET', 'requests?kind=open-api')
  return Requests.parse(answer)
    .requests.slice(count)
    .map(({ message }) => message)
}

async function linked(persona: string, accounts?: number[]) {
  const actor = await stack.makeActor()
  const connectionId = await stack.authorise(actor, persona)
  await stack.waitForState(actor, connectionId, 'choose-accounts')
  await stack.follow(actor, connectionId, accounts)
  await stack.waitForState(actor, connectionId, 'healthy')
  return { actor, connectionId }
}

function mailsTo(email: string) {
  return sink.received.filter(({ to }) => to.includes(email))
}

async function waitForMails(email: string, count: number) {
  await waitFor(
    `${count} mails`,
    async () => mailsTo(email),
    (mails) => mails.length >= count,
    (mails) => mails.map(({ headers }) => headers.get('subject')).join(', '),
  )
  return mailsTo(email)
}

test('a revoked grant: told after an hour, reminded twice, repaired in place with only what was missed, told again', async () => {
  const { actor, connectionId } = await linked('fay', [FAY_YEN])
  const { email } = actor
  const account = () =>
    stack.db.tradingAccount.findFirstOrThrow({
      where: { connectionId, ctidTraderAccountId: FAY_YEN },
    })
  const tradeIds = async () => {
    const trades = await stack.db.trade.findMany({ where: { userId: actor.userId } })
    return trades.map(({ id }) => id)
  }
  const before = await tradeIds()

  const seen = (await requestsSince(0)).length
  await stack.control('POST', 'grants/fay/revoke')
  await stack.waitForState(actor, connectionId, 'reconnect')
  const checks = (await requestsSince(seen)).filter((message) =>
    /GET_ACCOUNTS_BY_ACCESS_TOKEN/.test(message),
  )
  expect(checks.length).toBeLessThanOrEqual(2)
  expect(await tradeIds()).toEqual(before)
  const { syncedThrough } = await account()

  // The future is visible, and nothing is written before.
  const { refusedAt } = await stack.db.connection.findUniqueOrThrow({ where: { id: connectionId } })
  const planned = await stack.db.agendaItem.findFirstOrThrow({
    where: { kind: 'connection.notify', subjectId: connectionId },
  })
  expect(planned.dueAt.getTime() - (refusedAt?.getTime() ?? 0)).toBe(HOUR_MS)
  expect(await stack.db.mail.count()).toBe(0)

  await pass(HOUR_MS)
  const [broken] = await waitForMails(email, 1)
  expect(broken?.headers.get('subject')).toMatch(/^Reconnect needed: cTrader ID \d+$/)
  expect(broken?.text).toContain(`/connections/${connectionId}`)
  expect(broken?.text).toContain('is safe; we fetch what was missed')
  await pass(3 * DAY_MS)
  await stack.control('POST', 'trade', { accountId: FAY_YEN, net: '11' })
  await waitForMails(email, 2)
  await pass(7 * DAY_MS)
  await stack.control('POST', 'trade', { accountId: FAY_YEN, net: '22' })
  const mails = await waitForMails(email, 3)
  expect(mails.at(-1)?.text).toContain('This is the last mail about it.')
  await waitFor(
    'nothing to be planned any more',
    () => stack.db.agendaItem.count({ where: { kind: 'connection.notify' } }),
    (count) => count === 0,
  )

  const asked = (await requestsSince(0)).length
  expect(await stack.authorise(actor, 'fay', { connectionId })).toBe(connectionId)
  const view = await waitFor(
    'the catch-up to be announced',
    () => stack.show(actor, connectionId),
    ({ caughtUp, state }) => caughtUp !== null && state === 'healthy',
    ({ state }) => state,
  )
  expect(view.caughtUp?.trades).toBe(2)
  const deals = (await requestsSince(asked)).filter((message) => /DEAL_LIST_REQ/.test(message))
  // Ten days and the overlap are two weeks; the history is a year and a half.
  expect(deals.length).toBeGreaterThan(0)
  expect(deals.length).toBeLessThanOrEqual(3)
  const run = await stack.db.run.findFirstOrThrow({
    where: { connectionId, trigger: 'reconnect' },
    orderBy: { startedAt: 'asc' },
  })
  expect(run.coveredFrom?.getTime()).toBe((syncedThrough?.getTime() ?? 0) - OVERLAP_MS)
  expect(await tradeIds()).toEqual(expect.arrayContaining(before))
  expect((await account()).breakAmount).toBeNull()
  const { positions } = await stack.ledger(FAY_YEN)
  expect(await tradeIds()).toHaveLength(positions.length)

  const [, , , recovered] = await waitForMails(email, 4)
  expect(recovered?.headers.get('subject')).toMatch(/^Connected again: cTrader ID \d+$/)
  expect(recovered?.text).toMatch(/\b2 trades from .* were added\./)

  // A healthy one may be reconnected, and that is no news.
  await dismissCaughtUp(stack.db, { actor, connectionId })
  await stack.authorise(actor, 'fay', { connectionId })
  await waitFor(
    'a check after the second consent',
    () => stack.db.connection.findUniqueOrThrow({ where: { id: connectionId } }),
    ({ grantedAt, lastSuccessAt, syncAskedAt }) =>
      syncAskedAt === null &&
      grantedAt !== null &&
      lastSuccessAt !== null &&
      lastSuccessAt > grantedAt,
    ({ lastSuccessAt }) => String(lastSuccessAt),
  )
  expect((await stack.show(actor, connectionId)).caughtUp).toBeNull()
  expect(mailsTo(email)).toHaveLength(4)
  expect(await stack.violations()).toBe(0)
}, 240_000)

test('an account left out of the new consent makes it partial; the other is caught up, across a restart', async () => {
  const { actor, connectionId } = await linked('fay', [FAY_OTHER, FAY_YEN])
  await stack.control('POST', 'grants/fay/revoke')
  await stack.waitForState(actor, connectionId, 'reconnect')
  await stack.stopWorker(worker)
  await stack.control('POST', 'trade', { accountId: FAY_YEN, net: '33' })
  await stack.authorise(actor, 'fay', { connectionId, accounts: [FAY_YEN] })
  worker = await stack.startWorker()
  const view = await waitFor(
    'the catch-up to be announced',
    () => stack.show(actor, connectionId),
    ({ caughtUp, state }) => caughtUp !== null && state === 'partial',
    ({ state }) => state,
  )
  expect(view.caughtUp?.trades).toBe(1)
  // Repaired within the hour: nobody was written to.
  expect(await stack.db.mail.count({ where: { connectionId } })).toBe(0)
}, 240_000)
