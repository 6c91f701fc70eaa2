'use client'

import { Popover } from 'radix-ui'
import { type RefObject, useId } from 'react'
import { useAutosavedText } from '@/components/notes/autosaved-text'
import { NoteConflict } from '@/components/notes/note-conflict'
import { SaveStateLine } from '@/components/notes/save-state'
import { useKeepNote } from '@/components/notes/trade-note'
import { useTrade } from '@/components/trade/trade'
import { Button } from '@/components/ui/button'
import { RequestFailure } from '@/components/ui/request-failure'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { TextLink } from '@/components/ui/text-link'
import type { TradeRowView } from '@/lib/domain/views/trades'
import { tradePath } from './trade-path'
import type { TradeListing } from './trades'

/** A trade's note, written where its row is. It saves itself; Escape goes back to the row. */
export default function RowNote(props: {
  trade: TradeRowView
  listing: TradeListing
  frame: RefObject<HTMLElement | null>
  onClose: () => void
}) {
  const { trade, listing, frame } = props
  const row = () => frame.current?.querySelector<HTMLElement>(`[data-trade="${trade.id}"]`)
  const place = () => row()?.querySelector('[data-note]') ?? row()
  const loaded = useTrade(trade.id, listing)
  return (
    <Popover.Root open onOpenChange={(open) => !open && props.onClose()}>
      <Popover.Anchor virtualRef={{ current: { getBoundingClientRect: () => boxOf(place()) } }} />
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label={`Note about ${trade.symbol}`}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            row()?.focus({ preventScroll: true })
          }}
          className="z-50 w-[min(28rem,calc(100vw-1rem))] rounded-lg border border-rule bg-surface p-3 shadow-raised"
        >
          {loaded.data ? (
            <NoteField
              key={trade.id}
              tradeId={trade.id}
              stored={loaded.data.note.text}
              page={tradePath(trade.id, listing)}
              onClose={props.onClose}
            />
          ) : loaded.error ? (
            <RequestFailure
              error={loaded.error}
              what="The note could not be loaded"
              onRetry={() => void loaded.refetch()}
            />
          ) : (
            <>
              <Loading what="the note" />
              <Skeleton className="h-32 w-full" />
            </>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function NoteField(props: { tradeId: string; stored: string; page: string; onClose: () => void }) {
  const id = useId()
  const note = useKeepNote(props.tradeId)
  const { text, state, change, flush, settle } = useAutosavedText(props.stored, (typed, was) =>
    note.mutateAsync({ text: typed, was }),
  )
  return (
    <div className="flex flex-col gap-2">
      {state === 'conflict' ? <NoteConflict theirs={props.stored} onSettle={settle} /> : null}
      <label htmlFor={id} className="text-table font-medium">
        Note about this trade
      </label>
      <textarea
        id={id}
        // biome-ignore lint/a11y/noAutofocus: it was opened to be written in
        autoFocus
        rows={5}
        maxLength={10_000}
        value={text}
        onChange={(event) => change(event.target.value)}
        onFocus={({ target }) => target.setSelectionRange(target.value.length, target.value.length)}
        onBlur={() => void flush()}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) props.onClose()
        }}
        className="block w-full resize-y rounded-md border border-control bg-surface px-3 py-2 text-sm leading-6 text-ink touch:text-base"
      />
      <div className="flex min-h-7 flex-wrap items-center justify-between gap-2">
        {text === '' && state === 'saved' ? <span /> : <SaveStateLine state={state} />}
        <span className="flex items-center gap-3">
          <TextLink href={props.page}>Open the trade</TextLink>
          <Button size="small" onClick={props.onClose}>
            Done
          </Button>
        </span>
      </div>
    </div>
  )
}

const NOWHERE = { top: 0, left: 0, right: 0, bottom: 0, width: 0, height: 0, x: 0, y: 0 }

function boxOf(element: Element | null | undefined): DOMRect {
  return element?.getBoundingClientRect() ?? ({ ...NOWHERE, toJSON: () => NOWHERE } as DOMRect)
}
