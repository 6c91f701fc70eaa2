import { setTimeout as pause } from 'node:timers/promises'
import { type Journal, startJournal, waitFor } from './journal'
import type { SeenRequest } from './mock'
import type { Ratio } from './ratio'
import { say } from './say'

/** Spotware's default, which the mock counts violations of. */
const BUDGET_PER_SECOND = 5
/**
 * Five years after the registration of `dia` and of `ana`'s live account; her demo accounts are some
 * months younger. `dia` stops after 120,000 deals, so her newest two years are empty windows, and
 * the minute of one worker alone reads light ones; the whole time has all of them.
 */
const FIVE_YEARS_LATER = Date.UTC(2028, 8, 28)
/** One worker alone, from a little after the beginning. */
const ALONE_AFTER_MS = 5_000
const ALONE_MS = 60_000

/**
 * Five years of `ana` and `dia` together, at the pace Spotware allows: first by one worker, then by
 * three, of which the one that holds the slot is killed (-9) in the middle.
 */
export async function measureBackfill(): Promise<Ratio[]> {
  const journal = await startJournal({ aheadMs: FIVE_YEARS_LATER - Date.now() })
  const { db, mock } = journal
  try {
    journal.startWorker()
    const linked = [await journal.link('ana'), await journal.link('dia')]
    for (const connection of linked) await journal.follow(connection)
    await waitFor('the first deal request', async () => (await mock.requests()).some(isForDeals))
    await pause(ALONE_AFTER_MS + ALONE_MS)
    const alone = whileBackfilling(await mock.requests())
    const from = (alone[0]?.at ?? 0) + ALONE_AFTER_MS
    const within = alone.filter(({ at }) => at >= from && at < from + ALONE_MS)
    say(`one worker: ${within.length} requests for history in ${ALONE_MS / 1000} s`)

    journal.startWorker()
    journal.startWorker()
    await waitFor('three workers', async () => (await db.workerPresence.count()) === 3)
    const holder = await journal.slotHolder()
    if (!holder) throw new Error('Nobody holds the slot')
    holder.kill('SIGKILL')
    await waitFor('all deals', async () => (await accountsWithUnreadDeals(journal)) === 0)
    const dealsReadAt = journal.now().getTime()
    await waitFor('the rest of the history', async () => {
      const unread = await db.tradingAccount.count({ where: { backfilledAt: null } })
      return unread === 0
    })
    const all = await mock.requests()
    const whole = whileBackfilling(all.filter(({ at }) => at <= dealsReadAt))
    const seconds = ((whole.at(-1)?.at ?? 0) - (whole[0]?.at ?? 0)) / 1000
    const after = all.filter((request) => request.at > dealsReadAt && isHistorical(request))
    say(
      `three workers, one killed: ${whole.length} requests (${whole.filter(isForDeals).length} for deals) ` +
        `in ${seconds.toFixed(0)} s; taken over after ${(longestPauseMs(whole) / 1000).toFixed(1)} s`,
    )
    say(
      `then ${after.length} requests for what was left of the cash operations, with a share of ` +
        shareOf(after).toFixed(2),
    )
    const violations = await mock.violations()
    const [deals, broken] = await Promise.all([
      db.deal.count(),
      db.tradingAccount.count({ where: { breakAt: { not: null } } }),
    ])
    say(`read: ${deals} deals; accounts that do not add up: ${broken}; violations: ${violations}`)
    return [
      { name: 'sync.budgetShare', value: shareOf(within), atLeast: 0.95 },
      { name: 'sync.budgetShareWithKill', value: shareOf(whole), atLeast: 0.95 },
      { name: 'sync.requestsWithinLimits', value: violations === 0 ? 1 : 0, atLeast: 1 },
    ]
  } finally {
    await journal.stop()
  }
}

async function accountsWithUnreadDeals({ db }: Journal): Promise<number> {
  const accounts = await db.tradingAccount.findMany()
  return accounts.filter(
    ({ historyFrom, registeredAt }) => !historyFrom || !registeredAt || historyFrom > registeredAt,
  ).length
}

/**
 * From the first deal request to the last: then the deals are complete. Accounts whose deals are
 * complete before others read cash operations meanwhile, from the same budget.
 */
function whileBackfilling(requests: SeenRequest[]): SeenRequest[] {
  const first = requests.findIndex(isForDeals)
  const last = requests.findLastIndex(isForDeals)
  return requests.slice(first, last + 1).filter(isHistorical)
}

function isForDeals({ message }: SeenRequest): boolean {
  return message === 'PROTO_OA_DEAL_LIST_REQ'
}

function isHistorical(request: SeenRequest): boolean {
  return isForDeals(request) || request.message === 'PROTO_OA_CASH_FLOW_HISTORY_LIST_REQ'
}

/**
 * Which part of the budget these requests use. Each is compared with the fifth one after it, which
 * at best comes a second later: so it makes no difference where in a second the count begins or ends.
 */
function shareOf(requests: SeenRequest[]): number {
  const turns = requests
    .slice(BUDGET_PER_SECOND)
    .map(({ at }, i) => at - (requests[i] as SeenRequest).at)
  return (1000 * turns.length) / turns.reduce((sum, ms) => sum + ms, 0)
}

/** Longest time without a request: what the take-over cost. */
function longestPauseMs(requests: SeenRequest[]): number {
  return Math.max(...requests.slice(1).map(({ at }, i) => at - (requests[i]?.at ?? at)))
}
