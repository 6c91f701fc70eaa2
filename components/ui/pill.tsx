import {
  CircleCheck,
  CircleOff,
  Clock,
  FileText,
  type LucideIcon,
  RefreshCw,
  TriangleAlert,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './class-names'

export type PillTone = 'good' | 'busy' | 'waiting' | 'act' | 'bad' | 'off' | 'plain'

const LOOK: Record<PillTone, { icon: LucideIcon; className: string }> = {
  good: { icon: CircleCheck, className: 'bg-good-soft text-profit' },
  busy: { icon: RefreshCw, className: 'bg-accent-soft text-accent-text' },
  waiting: { icon: Clock, className: 'bg-sunken text-ink-soft ring-1 ring-rule ring-inset' },
  act: { icon: TriangleAlert, className: 'bg-act-soft text-act' },
  bad: { icon: TriangleAlert, className: 'bg-bad-soft text-loss' },
  off: { icon: CircleOff, className: 'bg-sunken text-ink-soft ring-1 ring-rule ring-inset' },
  plain: { icon: FileText, className: 'bg-sunken text-ink-soft ring-1 ring-rule ring-inset' },
}

/** A state: icon, word and colour together, never colour alone. */
export function Pill(props: {
  tone: PillTone
  icon?: LucideIcon
  className?: string
  children: ReactNode
}) {
  const Icon = props.icon ?? LOOK[props.tone].icon
  return (
    <span
      className={cn(
        'inline-flex min-h-6 items-center gap-1.5 rounded-full px-2 py-0.5 text-xs font-medium tracking-normal',
        LOOK[props.tone].className,
        props.className,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span>{props.children}</span>
    </span>
  )
}
