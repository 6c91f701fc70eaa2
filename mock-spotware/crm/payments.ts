import { Attempts, nameAttempt } from './attempts'
import { type BackEndClient, BackEndFailure } from './back-end-client'
import type { Crm } from './crm'
import type { PaymentOrder } from './kept-crm'

export type PaymentOutcome =
  | { status: 'booked' }
  | { status: 'refused'; errorCode?: string }
  /** Sent, but no answer came. */
  | { status: 'unclear' }

/**
 * Deposits and withdrawals. The cTrader back end books what goes by one name once, so whatever got
 * no answer is simply sent again.
 */
export class Payments {
  readonly #crm: Crm
  readonly #backEnd: BackEndClient
  readonly #attempts = new Attempts<PaymentOutcome>()
  readonly #running = new Set<string>()
  /** The latest of each account: one begins when the one before it has ended. */
  readonly #latest = new Map<number, Promise<PaymentOutcome>>()

  constructor(crm: Crm, backEnd: BackEndClient) {
    this.#crm = crm
    this.#backEnd = backEnd
    crm.onReset(() => this.#attempts.clear())
  }

  pay(order: PaymentOrder): Promise<PaymentOutcome> {
    const name = nameOf(order)
    return this.#attempts.once(
      name,
      async () => {
        this.#running.add(name)
        try {
          return await this.#inTurn(order.login, () => this.#send(order, name))
        } finally {
          this.#running.delete(name)
        }
      },
      ({ status }) => status === 'booked',
    )
  }

  /** What the person ordered for the account and does not know the outcome of. */
  unclearOf({ userId, login, type }: Omit<PaymentOrder, 'attempt' | 'amount'>) {
    return this.#crm.openPayments
      .all()
      .find(
        (order) =>
          order.userId === userId &&
          order.login === login &&
          order.type === type &&
          !this.#running.has(nameOf(order)),
      )
  }

  async #inTurn(login: number, work: () => Promise<PaymentOutcome>): Promise<PaymentOutcome> {
    const before = this.#latest.get(login) ?? Promise.resolve()
    const mine = before.then(work, work)
    this.#latest.set(login, mine)
    try {
      return await mine
    } finally {
      if (this.#latest.get(login) === mine) this.#latest.delete(login)
    }
  }

  async #send(order: PaymentOrder, externalId: string): Promise<PaymentOutcome> {
    const { openPayments } = this.#crm
    const open = openPayments.all().find((one) => nameOf(one) === externalId) ?? order
    // known also to the next run of this CRM, before anything is sent
    openPayments.add(open)
    try {
      await this.#backEnd.changeBalance(order.login, {
        amount: order.amount,
        type: order.type,
        comment: order.type === 'DEPOSIT' ? 'Deposit by card' : 'Withdrawal to bank account',
        externalId,
      })
    } catch (error) {
      if (!(error instanceof BackEndFailure)) throw error
      const { kind, errorCode } = error
      if (kind === 'unclear' || (kind === 'unreachable' && open !== order)) {
        return { status: 'unclear' }
      }
      openPayments.settle(open)
      return { status: 'refused', errorCode }
    }
    openPayments.settle(open)
    return { status: 'booked' }
  }
}

function nameOf({ attempt, userId, login, type, amount }: PaymentOrder): string {
  return nameAttempt(attempt, userId, login, type, amount)
}
