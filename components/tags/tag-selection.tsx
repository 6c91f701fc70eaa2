'use client'

import { useMutation } from '@tanstack/react-query'
import { Tag, X } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { requestJson, withQuery } from '@/components/api/request'
import { countOf, formatCount } from '@/components/format/decimal'
import { MOST_SELECTED } from '@/components/trades/trade-selection'
import type { TradeListing } from '@/components/trades/trades'
import { Button } from '@/components/ui/button'
import { RequestFailure } from '@/components/ui/request-failure'
import type { TradePageView } from '@/lib/domain/views/trades'
import { TagInput } from './tag-input'
import { useTagTrades } from './tags'
import { useOfferUndo } from './undo-tagging'

/** What can be done with the trades that are ticked. */
export default function TagSelection(props: {
  tradeIds: string[]
  /** Trades of the whole list. */
  total: number
  listing: TradeListing
  onAll: (tradeIds: string[]) => void
  onClear: () => void
}) {
  const { tradeIds, total, listing } = props
  const [open, setOpen] = useState(false)
  const change = useTagTrades()
  const offerUndo = useOfferUndo()
  const all = useMutation({
    mutationFn: () =>
      requestJson<TradePageView>(
        withQuery('/api/trades/rows', { ...listing, size: MOST_SELECTED }),
      ),
    onSuccess: ({ rows }) => props.onAll(rows.map(({ id }) => id)),
  })
  const add = (name: string) =>
    change.mutate(
      { tradeIds, add: [name] },
      {
        onSuccess: ({ undo }) => {
          setOpen(false)
          const changed = undo[0]?.tradeIds.length ?? 0
          if (changed === 0) offerUndo(`All of them have the tag ${name} already`, [])
          else offerUndo(`${countOf(changed, 'trade')} tagged ${name}`, undo)
        },
      },
    )
  const reach = Math.min(total, MOST_SELECTED)
  return (
    <div className="sticky bottom-16 z-30 mx-auto mt-3 flex w-fit max-w-full items-center gap-2 rounded-lg border border-rule bg-surface py-1.5 pr-1.5 pl-4 shadow-raised max-md:fixed max-md:inset-x-4 max-md:bottom-18 md:bottom-4">
      <span role="status" className="text-table tabular-nums">
        {formatCount(tradeIds.length)} <span className="max-sm:sr-only">selected</span>
      </span>
      {tradeIds.length < reach ? (
        <Button
          size="small"
          look="quiet"
          busy={all.isPending && 'Selecting…'}
          onClick={() => all.mutate()}
        >
          {reach < total ? `The first ${formatCount(reach)}` : `All ${formatCount(total)}`}
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
      <Button size="small" look="quiet" aria-label="Clear the selection" onClick={props.onClear}>
        <X aria-hidden />
      </Button>
    </div>
  )
}
