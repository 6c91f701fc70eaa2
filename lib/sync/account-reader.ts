import { mapCashOperation, mapDeal, milliseconds } from '@/lib/ctrader/mapper'
import type { Message } from '@/lib/ctrader/schema'
import type { OpenApiSession } from '@/lib/ctrader/session'
import type { Connection, TradingAccount } from '@/lib/db/generated/client'
import type { CashOperation } from '@/lib/domain/cash-operation'
import type { Deal } from '@/lib/domain/deal'
import type { SyncWindow } from '@/lib/domain/sync-window'
import { UNKNOWN_CURRENCY } from '@/lib/ledger/trade-rows'
import type { SyncContext } from './context'
import { fetchDeals } from './fetch-deals'
import { type AccountFacts, readAccountFacts } from './read-account-facts'
import { type NamedSymbol, readSymbols } from './read-symbols'
import { withAccessToken } from './with-access-token'

/** A linked account: its connection, where that was made and its id at cTrader are known. */
export type LinkedAccount = TradingAccount & {
  connectionId: string
  ctidTraderAccountId: bigint
  connection: Connection
}

/** Reads one account at cTrader, in our own terms. */
export class AccountReader {
  constructor(
    private readonly context: SyncContext,
    private readonly account: LinkedAccount,
  ) {}

  facts(): Promise<AccountFacts> {
    const { ctidTraderAccountId, currency } = this.account
    const known = currency === UNKNOWN_CURRENCY ? null : currency
    return this.#ask((session, token) =>
      readAccountFacts(session, ctidTraderAccountId, token, known),
    )
  }

  symbols(): Promise<NamedSymbol[]> {
    return this.#ask((session, token) =>
      readSymbols(session, this.account.ctidTraderAccountId, token),
    )
  }

  /** Deals as the wire has them; `toDeals` needs the symbols first. */
  deals(window: SyncWindow): Promise<Message<'DealRecord'>[]> {
    const { ctidTraderAccountId } = this.account
    return fetchDeals(
      (bounds) =>
        this.#ask((session, token) =>
          session.requestFor('DealListReq', { ctidTraderAccountId, ...bounds }, token),
        ),
      window,
    )
  }

  async cashOperations({ from, to }: SyncWindow): Promise<CashOperation[]> {
    const { ctidTraderAccountId, moneyDigits } = this.account
    const request = {
      ctidTraderAccountId,
      fromTimestamp: milliseconds(from),
      toTimestamp: milliseconds(to),
    }
    const { depositWithdraw } = await this.#ask((session, token) =>
      session.requestFor('CashFlowHistoryListReq', request, token),
    )
    return depositWithdraw.map((wire) =>
      mapCashOperation(wire, { accountMoneyDigits: moneyDigits }),
    )
  }

  toDeals(wire: Message<'DealRecord'>[], symbols: ReadonlyMap<bigint, NamedSymbol>): Deal[] {
    return wire.flatMap((record) => {
      const deal = mapDeal(record, symbols, { accountMoneyDigits: this.account.moneyDigits })
      return deal ? [deal] : []
    })
  }

  #ask<Result>(
    act: (session: OpenApiSession, accessToken: string) => Promise<Result>,
  ): Promise<Result> {
    const { connection, environment } = this.account
    return withAccessToken(this.context, connection.id, async (accessToken) =>
      act(
        await this.context.providers.session(connection.platform, environment ?? 'DEMO'),
        accessToken,
      ),
    )
  }
}
