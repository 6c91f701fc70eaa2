import { formatAmount, parseAmount } from './amount'
import { Attempts } from './attempts'
import { type BackEndClient, BackEndFailure } from './back-end-client'

export interface PaymentOrder {
  /** Of the form it was ordered with: pressed twice it is one payment. */
  attempt: string
  userId: number
  login: number
  type: 'DEPOSIT' | 'WITHDRAW'
  /** In hundredths, positive. */
  amount: bigint
}

export type PaymentOutcome =
  | { status: 'booked' }
  | { status: 'refused'; errorCode?: string }
  /** Sent, but no answer came and the balance does not show it. */
  | { status: 'unclear' }

interface SentPayment {
  expectedBalance?: bigint
}

/** Deposits and withdrawals. What may have been booked is looked up, and never sent again. */
export class Payments {
  readonly #backEnd: BackEndClient
  readonly #attempts = new Attempts<PaymentOutcome>()
  readonly #unclear = new Map<string, SentPayment>()

  constructor(backEnd: BackEndClient) {
    this.#backEnd = backEnd
  }

  pay(order: PaymentOrder): Promise<PaymentOutcome> {
    const key = keyOf(order)
    const sent = this.#unclear.get(key)
    return this.#attempts.once(
      key,
      () => (sent ? this.#lookUp(order, sent) : this.#send(order)),
      ({ status }) => status === 'booked',
    )
  }

  async #send(order: PaymentOrder): Promise<PaymentOutcome> {
    const change = order.type === 'DEPOSIT' ? order.amount : -order.amount
    const sent: SentPayment = {}
    try {
      const before = parseAmount((await this.#backEnd.trader(order.login)).balance)
      sent.expectedBalance = before === undefined ? undefined : before + change
    } catch (error) {
      return refusalOf(error)
    }
    try {
      await this.#backEnd.changeBalance(order.login, {
        amount: formatAmount(order.amount),
        type: order.type,
        comment: order.type === 'DEPOSIT' ? 'Deposit by card' : 'Withdrawal to bank account',
      })
      return { status: 'booked' }
    } catch (error) {
      if (!(error instanceof BackEndFailure) || error.kind !== 'unclear') return refusalOf(error)
      this.#unclear.set(keyOf(order), sent)
      return this.#lookUp(order, sent)
    }
  }

  async #lookUp(order: PaymentOrder, { expectedBalance }: SentPayment): Promise<PaymentOutcome> {
    try {
      const { balance } = await this.#backEnd.trader(order.login)
      const hasMoved = expectedBalance !== undefined && parseAmount(balance) === expectedBalance
      if (!hasMoved) return { status: 'unclear' }
      this.#unclear.delete(keyOf(order))
      return { status: 'booked' }
    } catch (error) {
      if (error instanceof BackEndFailure) return { status: 'unclear' }
      throw error
    }
  }
}

function keyOf({ userId, attempt }: PaymentOrder): string {
  return `${userId} ${attempt}`
}

function refusalOf(error: unknown): PaymentOutcome {
  if (!(error instanceof BackEndFailure)) throw error
  return { status: 'refused', errorCode: error.errorCode }
}
