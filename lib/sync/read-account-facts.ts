import { instant, money } from '@/lib/ctrader/mapper'
import { ENUMS, type Message } from '@/lib/ctrader/schema'
import type { OpenApiSession } from '@/lib/ctrader/session'
import type { Dec } from '@/lib/domain/decimal'
import { UNKNOWN_CURRENCY } from '@/lib/ledger/trade-rows'

/** What an account is; none of it ever changes. */
type AccountProfile = {
  accountType: string
  currency: string
  moneyDigits: number
  registeredAt: Date | null
}

/** What cTrader says of an account at one moment. */
export type AccountFacts = AccountProfile & {
  balance: Dec
  balanceVersion: bigint | null
  openPositionIds: bigint[]
}

/** Used when a record leaves its exponent out (Open API notes §8). */
const DEFAULT_MONEY_DIGITS = 2

const ACCOUNT_TYPES = new Map<number, string>(
  Object.entries(ENUMS.AccountType).map(([name, number]) => [number, name]),
)

/** @param knownCurrency what was read before: an account's currency never changes */
export async function readAccountFacts(
  session: OpenApiSession,
  ctidTraderAccountId: bigint,
  accessToken: string,
  knownCurrency: string | null,
): Promise<AccountFacts> {
  const about = { ctidTraderAccountId }
  // The balance first: what is booked while we read on only makes the ledger newer than it.
  const { trader } = await session.requestFor('TraderReq', about, accessToken)
  const [currency, { position }] = await Promise.all([
    knownCurrency ?? readCurrency(session, about, trader.depositAssetId, accessToken),
    session.requestFor('ReconcileReq', about, accessToken),
  ])
  const profile = profileOf(trader, currency)
  return {
    ...profile,
    balance: money(trader.balance, profile.moneyDigits),
    balanceVersion: trader.balanceVersion ?? null,
    openPositionIds: position.map(({ positionId }) => positionId),
  }
}

/** Only what the account is: asked for those that wait to be chosen. */
export async function readAccountProfile(
  session: OpenApiSession,
  ctidTraderAccountId: bigint,
  accessToken: string,
): Promise<AccountProfile> {
  const about = { ctidTraderAccountId }
  const { trader } = await session.requestFor('TraderReq', about, accessToken)
  const currency = await readCurrency(session, about, trader.depositAssetId, accessToken)
  return profileOf(trader, currency)
}

function profileOf(trader: Message<'Trader'>, currency: string): AccountProfile {
  return {
    accountType: ACCOUNT_TYPES.get(trader.accountType ?? 0) ?? 'HEDGED',
    currency,
    moneyDigits: trader.moneyDigits ?? DEFAULT_MONEY_DIGITS,
    registeredAt: trader.registrationTimestamp ? instant(trader.registrationTimestamp) : null,
  }
}

/** The cheapest question that shows whether anything was booked, or booked otherwise. */
export async function readBalance(
  session: OpenApiSession,
  ctidTraderAccountId: bigint,
  accessToken: string,
): Promise<Pick<AccountFacts, 'balance' | 'balanceVersion'>> {
  const { trader } = await session.requestFor('TraderReq', { ctidTraderAccountId }, accessToken)
  return {
    balance: money(trader.balance, trader.moneyDigits ?? DEFAULT_MONEY_DIGITS),
    balanceVersion: trader.balanceVersion ?? null,
  }
}

async function readCurrency(
  session: OpenApiSession,
  about: { ctidTraderAccountId: bigint },
  depositAssetId: bigint,
  accessToken: string,
): Promise<string> {
  const { asset: assets } = await session.requestFor('AssetListReq', about, accessToken)
  return assets.find(({ assetId }) => assetId === depositAssetId)?.name ?? UNKNOWN_CURRENCY
}
