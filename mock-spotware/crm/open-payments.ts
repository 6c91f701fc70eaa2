import type { PaymentOrder } from './kept-crm'

/** Payments that were sent, or are about to be, and of which nobody knows yet what became. */
export class OpenPayments {
  readonly #onChanged: () => void
  #orders: PaymentOrder[]

  constructor(onChanged: () => void, kept: readonly PaymentOrder[] = []) {
    this.#onChanged = onChanged
    this.#orders = [...kept]
  }

  all(): PaymentOrder[] {
    return this.#orders
  }

  add(order: PaymentOrder): void {
    if (this.#orders.includes(order)) return
    this.#orders.push(order)
    this.#onChanged()
  }

  settle(order: PaymentOrder): void {
    this.#orders = this.#orders.filter((open) => open !== order)
    this.#onChanged()
  }

  clear(): void {
    this.#orders = []
  }
}
