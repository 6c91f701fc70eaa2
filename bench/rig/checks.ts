import { setTimeout as pause } from 'node:timers/promises'
import { wish } from '@/lib/agenda/wish'
import { type Journal, startJournal, waitFor } from './journal'
import type { SeenRequest } from './mock'
import type { Ratio } from './ratio'
import { say } from './say'

const PEOPLE = 20
const ACCOUNTS_EACH = 50
const ACCOUNTS = PEOPLE * ACCOUNTS_EACH
const TRADING = ACCOUNTS * 0.05
const FIRST_ACCOUNT = 47_000_000
const DAY_MS = 24 * 3_600_000
/** Nothing was asked for so long: the cycle is over. */
const QUIET_MS = 3_000

/** What a reader of one account has to ask for; listing accounts and opening sessions is apart. */
const PER_CONNECTION = 'PROTO_OA_GET_ACCOUNTS_BY_ACCESS_TOKEN_REQ'
const PER_SESSION = new Set(['PROTO_OA_APPLICATION_AUTH_REQ', 'PROTO_OA_ACCOUNT_AUTH_REQ'])
const HISTORICAL = new Set(['PROTO_OA_DEAL_LIST_REQ', 'PROTO_OA_CASH_FLOW_HISTORY_LIST_REQ'])

/**
 * A thousand accounts of which one in twenty gets a trade, and every connection is checked once.
 * Compared with polling: the same reader asking about every account in every cycle.
 */
export async function measureChecks(): Promise<Ratio[]> {
  // Counted are requests, not seconds, so the mock lets them through faster than Spotware.
  const journal = await startJournal({
    aheadMs: 0,
    scenario: { personas: 'none', people: people(Date.now() - DAY_MS) },
    mockArgs: ['--historical-requests-per-second', '1000', '--other-requests-per-second', '1000'],
    settings: { CTRADER_HISTORICAL_PER_SECOND: '1000', SYNC_CHECK_SECONDS: '86400' },
  })
  const { db, mock } = journal
  try {
    journal.startWorker()
    await linkAll(journal)
    await waitForQuiet(journal)
    const before = (await mock.requests()).length

    for (let i = 0; i < TRADING; i += 1)
      await mock.control('POST', 'trade', {
        accountId: FIRST_ACCOUNT + i * (ACCOUNTS / TRADING),
        symbol: 'EURUSD',
        net: '12.50',
      })
    const check = { kind: 'connection.check' }
    await db.agendaItem.updateMany({ where: check, data: { dueAt: journal.now() } })
    await waitFor('the trades', async () => (await db.trade.count()) === TRADING)
    await waitForQuiet(journal)

    const cycle = (await mock.requests()).slice(before)
    const count = (isIt: (request: SeenRequest) => boolean) => cycle.filter(isIt).length
    const lists = count(({ message }) => message === PER_CONNECTION)
    const sessions = count(({ message }) => PER_SESSION.has(message))
    const historical = count(({ message }) => HISTORICAL.has(message))
    const perRead = (cycle.length - lists - sessions) / TRADING
    say(
      `${ACCOUNTS} accounts of ${PEOPLE} cTrader IDs, ${TRADING} with a new trade: ${cycle.length} requests ` +
        `(${lists} lists of accounts, ${sessions} sessions, ${perRead} per account read, ${historical} historical)`,
    )
    return [
      // The scarce budget, 5 a second: one deal request for each account when polling.
      { name: 'sync.historicalRequestsSaved', value: ACCOUNTS / historical, atLeast: 10 },
      // Everything: when polling, each account is read as these were, without any list.
      { name: 'sync.requestsSaved', value: (ACCOUNTS * perRead) / cycle.length, atLeast: 10 },
    ]
  } finally {
    await journal.stop()
  }
}

function people(registeredAt: number): object[] {
  return Array.from({ length: PEOPLE }, (_, person) => ({
    name: `person-${person}`,
    accounts: Array.from({ length: ACCOUNTS_EACH }, (_, account) => ({
      accountId: FIRST_ACCOUNT + person * ACCOUNTS_EACH + account,
      registeredAt: new Date(registeredAt).toISOString(),
    })),
  }))
}

/**
 * Links everybody by consent. One account goes through its first sync; the others, which are just
 * like it, get what that found: a thousand first syncs are not what is measured here.
 */
async function linkAll(journal: Journal): Promise<void> {
  const { db, now } = journal
  for (let person = 0; person < PEOPLE; person += 1) await journal.link(`person-${person}`)
  const pattern = await db.tradingAccount.findFirstOrThrow({ include: { connection: true } })
  await db.tradingAccount.update({ where: { id: pattern.id }, data: { followedAt: now() } })
  await db.connection.updateMany({ data: { completedAt: now() } })
  await wishFor(journal, 'account.sync', [pattern.id])
  await waitFor('a first sync', async () => {
    const { backfilledAt } = await db.tradingAccount.findUniqueOrThrow({
      where: { id: pattern.id },
    })
    return (
      backfilledAt !== null &&
      (await db.agendaItem.count({ where: { kind: 'account.sync' } })) === 0
    )
  })
  await db.$executeRaw`
    UPDATE "TradingAccount" AS account SET
      "followedAt" = pattern."followedAt", "accountType" = pattern."accountType",
      "currency" = pattern."currency", "moneyDigits" = pattern."moneyDigits",
      "registeredAt" = pattern."registeredAt", "balance" = pattern."balance",
      "balanceVersion" = pattern."balanceVersion", "balanceAt" = pattern."balanceAt",
      "historyFrom" = pattern."historyFrom", "syncedThrough" = pattern."syncedThrough",
      "cashFlowFrom" = pattern."cashFlowFrom", "backfilledAt" = pattern."backfilledAt"
    FROM "TradingAccount" AS pattern
    WHERE pattern."id" = ${pattern.id}::uuid AND account."id" <> pattern."id"`
  await db.$executeRaw`
    INSERT INTO "Symbol" ("accountId", "symbolId", "name", "digits", "pipPosition", "lotSize", "assetClass", "archived")
    SELECT account."id", "symbolId", symbol."name", "digits", "pipPosition", "lotSize", "assetClass", "archived"
    FROM "Symbol" AS symbol, "TradingAccount" AS account WHERE account."id" <> symbol."accountId"`
  const connections = await db.connection.findMany({ select: { id: true } })
  await wishFor(
    journal,
    'connection.check',
    connections.map(({ id }) => id),
  )
}

async function wishFor(
  { db, now }: Journal,
  kind: 'account.sync' | 'connection.check',
  subjectIds: string[],
): Promise<void> {
  for (const subjectId of subjectIds) await wish(db, kind, subjectId, now())
}

async function waitForQuiet({ db, mock, now }: Journal): Promise<void> {
  await waitFor('quiet', async () => {
    const due = await db.agendaItem.count({ where: { dueAt: { lte: now() } } })
    const before = (await mock.requests()).length
    await pause(QUIET_MS)
    return due === 0 && before === (await mock.requests()).length
  })
}
