import { Check, CloudOff, LoaderCircle, Pencil } from 'lucide-react'
import { cn } from '@/components/ui/class-names'
import type { SaveState } from './autosaved-text'

const LOOK: Record<SaveState, { words: string; icon: typeof Check; className: string }> = {
  saved: { words: 'Saved', icon: Check, className: 'text-ink-faint' },
  waiting: { words: 'Not saved yet', icon: Pencil, className: 'text-ink-soft' },
  saving: { words: 'Saving…', icon: LoaderCircle, className: 'text-ink-soft' },
  failed: {
    words: 'Not saved. Trying again by itself',
    icon: CloudOff,
    className: 'text-loss',
  },
  conflict: { words: 'Not saved', icon: CloudOff, className: 'text-loss' },
}

/** Whether what was typed is kept. Read out only when it fails: each pause of typing would be too much. */
export function SaveStateLine({ state }: { state: SaveState }) {
  const { words, icon: Icon, className } = LOOK[state]
  return (
    <span
      role={state === 'failed' ? 'alert' : undefined}
      className={cn('inline-flex items-center gap-1.5 text-xs', className)}
    >
      <Icon aria-hidden className="size-3.5" />
      {words}
    </span>
  )
}
