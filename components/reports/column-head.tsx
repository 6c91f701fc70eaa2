'use client'

import { Th } from '@/components/ui/table'
import { Tooltip } from '@/components/ui/tooltip'

/** The name of a figure; its definition shows when it is pointed at or reached by keyboard. */
export function ColumnHead({ name, words }: { name: string; words: string }) {
  return (
    <Th className="text-right">
      <Tooltip text={words} side="top" className="max-w-72">
        <button
          type="button"
          className="cursor-help rounded-sm font-medium underline decoration-rule-strong decoration-dotted underline-offset-4"
        >
          {name}
        </button>
      </Tooltip>
    </Th>
  )
}
