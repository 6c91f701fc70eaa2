'use client'

import { cn } from '@/components/ui/class-names'
import type { MoneyView } from '@/lib/domain/views/money'
import { formatDecimal, signOf } from './decimal'
import { HIDDEN_AMOUNT, useHiddenMoney } from './hidden-money'

const COLOUR = { profit: 'text-profit', loss: 'text-loss', zero: '' } as const

type Writing = {
  /** false for balances, which are neither profit nor loss. */
  signed?: boolean
  /** Leave the currency out where the column or the heading says it. */
  bare?: boolean
}

/** "+47.00 EUR": the sign is part of a profit or loss, a balance shows it only when negative. */
export function useMoneyText(): (value: MoneyView, writing?: Writing) => string {
  const hidden = useHiddenMoney()
  return (value, { signed = true, bare = false } = {}) => {
    const amount = hidden ? HIDDEN_AMOUNT : amountText(value, signed)
    return bare ? amount : `${amount} ${value.currency}`
  }
}

function amountText(value: MoneyView, signed: boolean): string {
  return formatDecimal(value.amount, { digits: value.digits, signed })
}

export function Money(
  props: Writing & {
    value: MoneyView
    /** Costs keep their sign but not the colour: the eye should go to the net. */
    plain?: boolean
    className?: string
  },
) {
  const hidden = useHiddenMoney()
  const signed = props.signed ?? true
  const coloured = signed && !props.plain && !hidden
  return (
    <span
      className={cn(
        'whitespace-nowrap tabular-nums',
        coloured && COLOUR[signOf(props.value.amount)],
        props.className,
      )}
    >
      {hidden ? <HiddenAmount /> : amountText(props.value, signed)}
      {props.bare ? null : (
        <span className="text-[0.86em] font-normal text-ink-faint"> {props.value.currency}</span>
      )}
    </span>
  )
}

export function HiddenAmount() {
  return (
    <>
      <span aria-hidden>{HIDDEN_AMOUNT}</span>
      <span className="sr-only">hidden</span>
    </>
  )
}
