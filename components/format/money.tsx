import { cn } from '@/components/ui/class-names'
import type { MoneyView } from '@/lib/domain/views/money'
import { formatDecimal, signOf } from './decimal'

const COLOUR = { profit: 'text-profit', loss: 'text-loss', zero: '' } as const

/** "+47.00 EUR": the sign is part of a profit or loss, a balance shows it only when negative. */
export function moneyText(value: MoneyView, options: { signed?: boolean } = {}): string {
  return `${amountText(value, options)} ${value.currency}`
}

export function amountText(value: MoneyView, options: { signed?: boolean } = {}): string {
  return formatDecimal(value.amount, { digits: value.digits, signed: options.signed ?? true })
}

export function Money(props: {
  value: MoneyView
  /** false for balances, which are neither profit nor loss. */
  signed?: boolean
  /** Leave the currency out where the column or the heading says it. */
  bare?: boolean
  /** Costs keep their sign but not the colour: the eye should go to the net. */
  plain?: boolean
  className?: string
}) {
  const signed = props.signed ?? true
  const coloured = signed && !props.plain
  return (
    <span
      className={cn(
        'whitespace-nowrap tabular-nums',
        coloured && COLOUR[signOf(props.value.amount)],
        props.className,
      )}
    >
      {amountText(props.value, { signed })}
      {props.bare ? null : (
        <span className="text-[0.86em] font-normal text-ink-faint"> {props.value.currency}</span>
      )}
    </span>
  )
}
