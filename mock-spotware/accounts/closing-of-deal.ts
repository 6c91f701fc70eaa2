import type { CloseDetail, Deal, LifetimeClosing } from './records'

/** What a closing deal did to its position, read from the deal: there are very many of them. */
export class ClosingOfDeal implements LifetimeClosing {
  note?: string
  readonly #deal: Deal
  readonly #close: CloseDetail

  constructor(deal: Deal) {
    if (!deal.close) throw new RangeError(`deal ${deal.dealId} closes nothing`)
    this.#deal = deal
    this.#close = deal.close
  }

  get dealId(): number {
    return this.#deal.dealId
  }

  get at(): number {
    return this.#deal.executedAt
  }

  get price(): number {
    return this.#deal.price ?? 0
  }

  get volume(): bigint {
    return this.#close.closedVolume
  }

  get gross(): bigint {
    return this.#close.grossProfit
  }

  get swap(): bigint {
    return this.#close.swap
  }

  get commission(): bigint {
    return this.#close.commission
  }

  get conversionFee(): bigint {
    return this.#close.conversionFee
  }

  get net(): bigint {
    const { grossProfit, swap, commission, conversionFee } = this.#close
    return grossProfit + swap + commission - conversionFee
  }
}
