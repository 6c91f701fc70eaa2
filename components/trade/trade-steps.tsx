import { ChevronLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { buttonStyle } from '@/components/ui/button'
import { useStepByKeys } from './step-by-keys'

/** Through the list the trade was opened from. */
export function TradeSteps(props: { previous: string | null; next: string | null }) {
  useStepByKeys(props)
  return (
    <nav aria-label="Trades of the list" className="flex gap-2">
      <Step to={props.previous} label="Previous trade" keys="k">
        <ChevronLeft aria-hidden />
      </Step>
      <Step to={props.next} label="Next trade" keys="j">
        <ChevronRight aria-hidden />
      </Step>
    </nav>
  )
}

function Step(props: { to: string | null; label: string; keys: string; children: ReactNode }) {
  const className = buttonStyle({ size: 'icon' })
  if (!props.to)
    return (
      <button type="button" disabled aria-label={props.label} className={className}>
        {props.children}
      </button>
    )
  return (
    <Link
      replace
      href={props.to}
      aria-label={props.label}
      aria-keyshortcuts={props.keys}
      title={`${props.label} (${props.keys})`}
      className={className}
    >
      {props.children}
    </Link>
  )
}
