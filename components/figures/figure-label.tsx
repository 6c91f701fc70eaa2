'use client'

import { Tooltip } from 'radix-ui'
import { useState } from 'react'
import { countOf, formatCount } from '@/components/format/decimal'
import type { FigureView } from '@/lib/domain/views/figure'

/** The name of a figure; its definition shows on hover, on focus and at a tap. */
export function FigureLabel({ figure }: { figure: FigureView }) {
  const [open, setOpen] = useState(false)
  return (
    <Tooltip.Root open={open} onOpenChange={setOpen}>
      <Tooltip.Trigger
        type="button"
        // A tap neither hovers nor counts as focus by keyboard.
        onClick={(event) => {
          event.preventDefault()
          setOpen(true)
        }}
        className="-mx-0.5 rounded-sm px-0.5 text-left underline decoration-rule-strong decoration-dotted underline-offset-3 hover:text-ink"
      >
        {figure.name}
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          side="bottom"
          align="start"
          sideOffset={6}
          collisionPadding={12}
          className="z-50 flex max-w-xs flex-col gap-1.5 rounded-md border border-rule bg-surface p-3 text-table text-ink-soft shadow-raised"
        >
          <p className="text-ink">{figure.words}</p>
          <p className="font-mono text-xs text-ink-faint">{figure.source}</p>
          <p className="text-xs">{usedText(figure)}</p>
          {figure.leftOut.map(({ count, why }) => (
            <p key={why} className="text-xs">
              Left out: {formatCount(count)}, {why}
            </p>
          ))}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}

/** "from 45 trades" */
export function usedText({ used, countedIn }: FigureView): string {
  return `from ${countedIn === 'days' ? countOf(used, 'day') : countOf(used, 'trade')}`
}
