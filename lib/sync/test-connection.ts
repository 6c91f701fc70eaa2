import type { ClaimedItem } from '@/lib/agenda/claim'
import { wish } from '@/lib/agenda/wish'
import { finishWork } from '@/lib/agenda/work-context'
import { recordEvent } from '@/lib/connections/record-event'
import { classify, ProviderFailure } from '@/lib/ctrader/failure'
import type { Connection, ConnectionTest, Environment } from '@/lib/db/generated/client'
import type { FailureClass } from '@/lib/domain/connection-state'
import {
  canGoOn,
  firstFailure,
  isOnTheWay,
  MOST_ACCOUNTS_TESTED,
  type TestStep,
  type TestStepResult,
} from '@/lib/domain/support/connection-test'
import { readGrant } from '@/lib/grants/vault'
import { balanceMoved } from './balance-moved'
import type { SyncContext } from './context'
import { isUsable } from './is-usable'
import { type ListedAccount, listAccounts } from './list-accounts'
import { withAccessToken } from './with-access-token'

const HOUR_MS = 3_600_000

/** An account that is followed and that cTrader can be asked about. */
type TestedAccount = {
  id: string
  ctidTraderAccountId: bigint
  environment: Environment
}

/**
 * Tries a connection step by step, as somebody watches, over the sockets and within the budgets that
 * everything else uses. Nothing is written but how each step came out; what a step finds out for a
 * running sync (a balance that moved, a grant that is over) is left to that sync, which is hastened.
 */
export async function testConnection(context: SyncContext, item: ClaimedItem): Promise<void> {
  const { db } = context
  const test = await db.connectionTest.findFirst({
    where: { connectionId: item.subjectId, finishedAt: null },
    orderBy: { askedAt: 'desc' },
    include: { connection: true },
  })
  if (!test) return db.$transaction((tx) => finishWork(context, tx, item, null))
  const run = new TestRun(context, test, test.connection)
  await run.make()
  await db.$transaction(async (tx) => {
    const now = context.clock.now()
    await tx.connectionTest.update({ where: { id: test.id }, data: { finishedAt: now } })
    const failure = firstFailure(run.steps)
    await recordEvent(tx, {
      connectionId: test.connectionId,
      kind: 'tested',
      actor: 'worker',
      code: failure?.code ?? undefined,
      detail: failure ? { step: failure.step } : {},
    })
    // The check that follows says what the test has found out, or closes sessions it has opened.
    if (isNewsOfConnection(failure) || !isUsable(test.connection))
      await wish(tx, 'connection.check', test.connectionId, now)
    for (const accountId of run.moved) await wish(tx, 'account.sync', accountId, now)
    await finishWork(context, tx, item, null)
  })
}

const NEWS: FailureClass[] = ['reconnect-required', 'account-gone', 'not-approved']
const LIST_CODES = ['NO_ACCOUNTS', 'NOT_LISTED']

/** What passes by itself is not asked about again at once, least of all when we were told to wait. */
function isNewsOfConnection(failure: TestStepResult | null): boolean {
  if (!failure?.code) return false
  return LIST_CODES.includes(failure.code) || NEWS.includes(classify(failure.code))
}

class TestRun {
  readonly steps: TestStepResult[] = []
  /** Accounts in which something was booked that was told to nobody. */
  readonly moved: string[] = []

  constructor(
    private readonly context: SyncContext,
    private readonly test: ConnectionTest,
    private readonly connection: Connection,
  ) {}

  async make(): Promise<void> {
    await this.context.db.connectionTest.update({
      where: { id: this.test.id },
      data: { startedAt: this.context.clock.now(), steps: [] },
    })
    const accounts = await this.#testedAccounts()
    if (!(await this.#reach(accounts))) return
    if (!(await this.#step('token', () => this.#withToken((token) => this.#askWho(token))))) return
    const listed = await this.#list(accounts)
    if (!listed || accounts.length === 0) return
    const open = await this.#eachOf('open', accounts, (account) => this.#open(account))
    if (open.length > 0)
      await this.#eachOf('deals', open, (account) => this.#readLastDeal(account, listed))
  }

  async #testedAccounts(): Promise<TestedAccount[]> {
    const accounts = await this.context.db.tradingAccount.findMany({
      where: {
        connectionId: this.connection.id,
        followedAt: { not: null },
        archivedAt: null,
        ctidTraderAccountId: { not: null },
      },
      orderBy: [{ environment: 'asc' }, { login: 'asc' }],
      take: MOST_ACCOUNTS_TESTED,
    })
    return accounts.flatMap(({ id, ctidTraderAccountId, environment }) =>
      ctidTraderAccountId === null
        ? []
        : [{ id, ctidTraderAccountId, environment: environment ?? 'DEMO' }],
    )
  }

  /** Opens the line where there is none, and asks something over it where there is one. */
  async #reach(accounts: TestedAccount[]): Promise<boolean> {
    const hosts = new Set<Environment>(['DEMO', ...accounts.map(({ environment }) => environment)])
    const { providers } = this.context
    let refused: string | null = null
    const isReached = await this.#step('network', async () => {
      for (const host of hosts)
        try {
          const session = await providers.session(this.connection.platform, host)
          await session.request('VersionReq', {})
        } catch (error) {
          const code = codeOf(error)
          if (isOnTheWay(code)) throw error
          refused ??= code
        }
    })
    if (!isReached) return false
    return this.#step('application', async () => {
      if (refused) throw new ProviderFailure(refused, 'not-approved')
    })
  }

  async #askWho(accessToken: string): Promise<undefined> {
    const session = await this.context.providers.session(this.connection.platform, 'DEMO')
    await session.request('GetCtidProfileByTokenReq', { accessToken })
  }

  async #list(accounts: TestedAccount[]): Promise<ListedAccount[] | null> {
    let listed: ListedAccount[] = []
    const went = await this.#step('accounts', async () => {
      listed = await this.#withToken(async (token) => {
        const session = await this.context.providers.session(this.connection.platform, 'DEMO')
        return (await listAccounts(session, token)).accounts
      })
      if (listed.length === 0) throw new ProviderFailure('NO_ACCOUNTS', 'account-gone')
      const known = new Set(listed.map(({ ctidTraderAccountId }) => ctidTraderAccountId))
      const missing = accounts.filter((each) => !known.has(each.ctidTraderAccountId))
      return {
        accounts: listed.length,
        failed: missing.map(({ id }) => ({ accountId: id, code: 'NOT_LISTED' })),
      }
    })
    return went ? listed : null
  }

  async #open(tested: TestedAccount): Promise<void> {
    const account = await this.context.db.tradingAccount.findUniqueOrThrow({
      where: { id: tested.id },
    })
    await this.#withToken(async (token) => {
      const session = await this.#sessionOf(tested)
      // Opened here, the next check takes it for one that was open all the time.
      const wasClosed = await session.watch(tested.ctidTraderAccountId, token)
      const hasMoved = await balanceMoved(session, { ...account, ...tested }, token)
      if (wasClosed && account.backfilledAt && hasMoved) this.moved.push(tested.id)
    })
  }

  /** The hour before the newest closing deal that the list names; without one, the last hour. */
  async #readLastDeal(tested: TestedAccount, listed: ListedAccount[]): Promise<void> {
    const { ctidTraderAccountId } = tested
    const named = listed.find((each) => each.ctidTraderAccountId === ctidTraderAccountId)
    const to = (named?.lastClosingDealAt ?? this.context.clock.now()).getTime()
    const window = { fromTimestamp: BigInt(to - HOUR_MS), toTimestamp: BigInt(to) }
    await this.#withToken(async (token) => {
      const session = await this.#sessionOf(tested)
      await session.requestFor('DealListReq', { ctidTraderAccountId, ...window }, token)
    })
  }

  #sessionOf({ environment }: TestedAccount) {
    return this.context.providers.session(this.connection.platform, environment)
  }

  /** A grant that was refused is tried as it is: renewing it would only spend what may still be there. */
  async #withToken<Result>(act: (accessToken: string) => Promise<Result>): Promise<Result> {
    const { id, refusedAt, supersededAt } = this.connection
    if (!refusedAt && !supersededAt) return withAccessToken(this.context, id, act)
    const grant = await readGrant(this.context.db, this.context.ring, id)
    if (!grant) throw new ProviderFailure('NO_GRANT', 'reconnect-required')
    return act(grant.accessToken)
  }

  /** @returns the accounts for which it went well */
  async #eachOf(
    step: TestStep,
    accounts: TestedAccount[],
    act: (account: TestedAccount) => Promise<void>,
  ): Promise<TestedAccount[]> {
    const failed: TestStepResult['failed'] = []
    await this.#step(step, async () => {
      for (const account of accounts)
        try {
          await act(account)
        } catch (error) {
          failed.push({ accountId: account.id, code: codeOf(error) })
        }
      return { accounts: accounts.length, failed }
    })
    return accounts.filter(({ id }) => failed.every(({ accountId }) => accountId !== id))
  }

  /**
   * Makes a step and writes down at once how it came out, for whoever watches.
   * @returns whether the next step rests on something
   */
  async #step(
    step: TestStep,
    act: () => Promise<Pick<TestStepResult, 'accounts' | 'failed'> | undefined>,
  ): Promise<boolean> {
    const begun = performance.now()
    let found: Pick<TestStepResult, 'accounts' | 'failed' | 'code'>
    try {
      const { accounts = null, failed = [] } = (await act()) ?? {}
      found = { accounts, failed, code: failed[0]?.code ?? null }
    } catch (error) {
      found = { accounts: null, failed: [], code: codeOf(error) }
    }
    const outcome = found.code ? 'failed' : 'passed'
    const result = {
      step,
      outcome,
      tookMs: Math.round(performance.now() - begun),
      ...found,
    } as const
    this.steps.push(result)
    await this.context.db.connectionTest.update({
      where: { id: this.test.id },
      data: { steps: this.steps },
    })
    return canGoOn(result)
  }
}

/** Anything but an answer, or the lack of one, is a fault of ours and no finding of a test. */
function codeOf(error: unknown): string {
  if (!(error instanceof ProviderFailure)) throw error
  // The slot went to another worker: that one begins the test anew.
  if (error.providerCode === 'SLOT_LOST') throw error
  return error.providerCode
}
