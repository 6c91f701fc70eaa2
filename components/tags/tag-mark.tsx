import type { ReactNode } from 'react'
import { cn } from '@/components/ui/class-names'
import type { TagColour } from '@/lib/domain/tag'
import type { TagView } from '@/lib/domain/views/notes'

const DOT: Record<TagColour, string> = {
  teal: 'bg-tag-teal',
  blue: 'bg-tag-blue',
  violet: 'bg-tag-violet',
  rose: 'bg-tag-rose',
  amber: 'bg-tag-amber',
  slate: 'bg-tag-slate',
}

/** A tag: its word, and its colour as a mark beside it. */
export function TagMark(props: { tag: TagView; className?: string; children?: ReactNode }) {
  const { name, colour } = props.tag
  return (
    <span
      className={cn(
        'inline-flex h-5 max-w-48 items-center gap-1.5 rounded-full border border-rule-strong bg-surface px-2 text-xs text-ink',
        props.className,
      )}
    >
      <span aria-hidden className={cn('size-2 shrink-0 rounded-full', DOT[colour])} />
      <span className="truncate">{name}</span>
      {props.children}
    </span>
  )
}
