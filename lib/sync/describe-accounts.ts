import type { ClaimedItem } from '@/lib/agenda/claim'
import { finishWork } from '@/lib/agenda/work-context'
import { ProviderFailure } from '@/lib/ctrader/failure'
import type { TradingAccount } from '@/lib/db/generated/client'
import { UNKNOWN_CURRENCY } from '@/lib/ledger/trade-rows'
import type { SyncContext } from './context'
import { readAccountProfile } from './read-account-facts'
import { withAccessToken } from './with-access-token'

/** Three small requests each, none of them historical: about a second of the budget. */
const AT_ONCE = 15

/**
 * Reads what cTrader's list of accounts leaves out, so that a trader who chooses among them sees each
 * one's currency. An account that cannot be read is listed without.
 */
export async function describeAccounts(context: SyncContext, item: ClaimedItem): Promise<void> {
  const { db } = context
  const connection = await db.connection.findUnique({
    where: { id: item.subjectId },
    include: { grant: { select: { connectionId: true } } },
  })
  const isOver = !connection?.grant || connection.refusedAt || connection.removedAt
  if (!connection || isOver) return db.$transaction((tx) => finishWork(context, tx, item, null))
  const waiting = await findUndescribed(context, connection.id)
  const read = await Promise.all(
    waiting.map(async (account) => ({
      account,
      found: await describe(context, connection.platform, account),
    })),
  )
  await db.$transaction(async (tx) => {
    const now = context.clock.now()
    for (const { account, found } of read)
      await tx.tradingAccount.updateMany({
        where: { id: account.id, currency: null },
        data: found.profile ?? { unreadableSince: now, unreadableCode: found.failure },
      })
    await finishWork(context, tx, item, waiting.length === AT_ONCE ? now : null)
  })
}

/** Listed, not in the journal yet, and neither described nor found to be unreadable. */
function findUndescribed({ db }: SyncContext, connectionId: string): Promise<TradingAccount[]> {
  return db.tradingAccount.findMany({
    where: {
      connectionId,
      currency: null,
      followedAt: null,
      missingSince: null,
      unreadableSince: null,
    },
    orderBy: { login: 'asc' },
    take: AT_ONCE,
  })
}

type Found =
  | { profile: { currency: string; accountType: string; moneyDigits: number }; failure: null }
  | { profile: null; failure: string }

async function describe(
  context: SyncContext,
  platform: string,
  account: TradingAccount,
): Promise<Found> {
  const { connectionId, ctidTraderAccountId, environment } = account
  if (!connectionId || ctidTraderAccountId === null) return { profile: null, failure: 'NOT_LINKED' }
  try {
    const { currency, accountType, moneyDigits } = await withAccessToken(
      context,
      connectionId,
      async (accessToken) =>
        readAccountProfile(
          await context.providers.session(platform, environment ?? 'DEMO'),
          ctidTraderAccountId,
          accessToken,
        ),
    )
    if (currency === UNKNOWN_CURRENCY) return { profile: null, failure: 'CURRENCY_UNKNOWN' }
    return { profile: { currency, accountType, moneyDigits }, failure: null }
  } catch (error) {
    if (!(error instanceof ProviderFailure) || !isOfThisAccount(error)) throw error
    return { profile: null, failure: error.providerCode }
  }
}

/** Everything else is a matter of cTrader or of the whole grant, and is tried again as a whole. */
function isOfThisAccount({ failureClass }: ProviderFailure): boolean {
  return failureClass === 'account-gone' || failureClass === 'our-fault'
}
