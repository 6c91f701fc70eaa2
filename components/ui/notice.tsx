import { CircleAlert, Clock, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './class-names'

export type NoticeTone = 'info' | 'waiting' | 'act' | 'bad'

const LOOK: Record<NoticeTone, { icon: LucideIcon; box: string; mark: string }> = {
  info: { icon: Info, box: 'border-rule bg-surface', mark: 'text-accent-text' },
  waiting: { icon: Clock, box: 'border-rule bg-surface', mark: 'text-ink-soft' },
  act: { icon: TriangleAlert, box: 'border-act-rule bg-act-soft', mark: 'text-act' },
  bad: { icon: CircleAlert, box: 'border-bad-rule bg-bad-soft', mark: 'text-loss' },
}

export function Notice(props: {
  tone: NoticeTone
  title?: ReactNode
  children?: ReactNode
  actions?: ReactNode
  /** "alert" when it answers something the trader just did, "status" when it appears by itself. */
  role?: 'alert' | 'status'
  className?: string
}) {
  const { icon: Icon, box, mark } = LOOK[props.tone]
  return (
    <div
      role={props.role}
      className={cn('flex items-start gap-3 rounded-lg border px-4 py-3', box, props.className)}
    >
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', mark)} />
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          {props.title ? <p className="font-medium text-ink">{props.title}</p> : null}
          {props.children ? <div className="text-ink-soft">{props.children}</div> : null}
        </div>
        {props.actions ? <div className="flex flex-wrap gap-2">{props.actions}</div> : null}
      </div>
    </div>
  )
}
