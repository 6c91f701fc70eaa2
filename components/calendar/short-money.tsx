'use client'

import { formatShort, signOf } from '@/components/format/decimal'
import { useHiddenMoney } from '@/components/format/hidden-money'
import { HiddenAmount } from '@/components/format/money'

const COLOUR = { profit: 'text-profit', loss: 'text-loss', zero: '' } as const

/** "+1.2K" where a phone has no room for the cents; the exact amount stands in the name of the day. */
export function ShortMoney({ amount }: { amount: string }) {
  if (useHiddenMoney()) return <HiddenAmount />
  return <span className={COLOUR[signOf(amount)]}>{formatShort(amount)}</span>
}
