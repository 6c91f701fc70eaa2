'use client'

import { countOf, formatCount } from '@/components/format/decimal'
import { Tooltip } from '@/components/ui/tooltip'
import type { FigureView } from '@/lib/domain/views/figure'

/** The name of a figure; its definition shows on hover, on focus and at a tap. */
export function FigureLabel({ figure }: { figure: FigureView }) {
  return (
    <Tooltip
      onPress
      side="bottom"
      className="flex max-w-xs flex-col gap-1.5 border border-rule bg-surface p-3 text-table text-ink-soft"
      text={
        <>
          <span className="text-ink">{figure.words}</span>
          <span className="font-mono text-xs text-ink-faint">{figure.source}</span>
          <span className="text-xs">{usedText(figure)}</span>
          {figure.leftOut.map(({ count, why }) => (
            <span key={why} className="text-xs">
              Left out: {formatCount(count)}, {why}
            </span>
          ))}
        </>
      }
    >
      <button
        type="button"
        className="-mx-0.5 rounded-sm px-0.5 text-left underline decoration-rule-strong decoration-dotted underline-offset-3 hover:text-ink"
      >
        {figure.name}
      </button>
    </Tooltip>
  )
}

/** "from 45 trades" */
export function usedText({ used, countedIn }: FigureView): string {
  return `from ${countedIn === 'days' ? countOf(used, 'day') : countOf(used, 'trade')}`
}
