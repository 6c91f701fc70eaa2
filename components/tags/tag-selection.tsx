'use client'

import { Tag, X } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { countOf } from '@/components/format/decimal'
import { Button } from '@/components/ui/button'
import { RequestFailure } from '@/components/ui/request-failure'
import { TagInput } from './tag-input'
import { useTagTrades } from './tags'

/** What can be done with the trades that are ticked. */
export function TagSelection(props: {
  tradeIds: string[]
  /** How many trades the page shows. */
  ofPage: number
  onAll: () => void
  onClear: () => void
}) {
  const { tradeIds, ofPage, onAll, onClear } = props
  const [open, setOpen] = useState(false)
  const change = useTagTrades()
  const add = (name: string) =>
    change.mutate({ tradeIds, add: [name] }, { onSuccess: () => setOpen(false) })
  return (
    <div className="sticky bottom-16 z-30 mx-auto mt-3 flex w-fit items-center gap-2 rounded-lg border border-rule bg-surface py-1.5 pr-1.5 pl-4 shadow-raised md:bottom-4">
      <span role="status" className="text-table tabular-nums">
        {countOf(tradeIds.length, 'trade')} selected
      </span>
      {tradeIds.length < ofPage ? (
        <Button size="small" look="quiet" onClick={onAll}>
          <span>
            All {ofPage}
            <span className="max-sm:sr-only"> on this page</span>
          </span>
        </Button>
      ) : null}
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger asChild>
          <Button size="small" look="primary">
            <Tag aria-hidden />
            Tag…
          </Button>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            side="top"
            sideOffset={8}
            collisionPadding={8}
            aria-label={`A tag for ${countOf(tradeIds.length, 'trade')}`}
            className="z-50 w-72 rounded-lg border border-rule bg-surface p-3 shadow-raised"
          >
            <TagInput
              autoFocus
              inPopover
              label={`A tag for ${countOf(tradeIds.length, 'trade')}`}
              taken={[]}
              onAdd={add}
            />
            <p className="mt-2 text-xs text-ink-faint">Enter adds it to all that are selected.</p>
            {change.error ? (
              <RequestFailure className="mt-2" error={change.error} what="The tag was not added" />
            ) : null}
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      <Button size="small" look="quiet" aria-label="Clear the selection" onClick={onClear}>
        <X aria-hidden />
      </Button>
    </div>
  )
}
