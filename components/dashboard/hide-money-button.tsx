'use client'

import { Eye, EyeOff } from 'lucide-react'
import { hideMoney, useHiddenMoney } from '@/components/format/hidden-money'
import { Button } from '@/components/ui/button'

/** Amounts are nobody's business on a shared screen; shares and counts stay. */
export function HideMoneyButton() {
  const hidden = useHiddenMoney()
  const Icon = hidden ? EyeOff : Eye
  return (
    <Button look="quiet" aria-pressed={hidden} onClick={() => hideMoney(!hidden)}>
      <Icon aria-hidden />
      Hide money
    </Button>
  )
}
