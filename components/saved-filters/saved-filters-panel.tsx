'use client'

import { Check, Pencil, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { Popover } from 'radix-ui'
import { type FormEvent, type ReactElement, useContext, useId, useState } from 'react'
import { isConflict } from '@/components/api/request'
import { tradesPath } from '@/components/trades/trade-path'
import type { TradeListing } from '@/components/trades/trades'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/class-names'
import { Input } from '@/components/ui/input'
import { RequestFailure } from '@/components/ui/request-failure'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { toast } from '@/components/ui/toast'
import { tagKey } from '@/lib/domain/tag'
import type { SavedFilterView } from '@/lib/domain/views/saved-filters'
import { PresentFilter } from './present-filter'
import { useChangeSavedFilters, useSavedFilters } from './saved-filters'

const LONGEST_NAME = 60
const LONG_ENOUGH_MS = 10_000

/** The saved filters, each a link to what it leads to; and the present one to save. */
export default function SavedFiltersPanel({ trigger }: { trigger: ReactElement }) {
  const [open, setOpen] = useState(true)
  const present = useContext(PresentFilter)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={8}
          collisionPadding={8}
          aria-label="Saved filters"
          className="z-50 max-h-[min(32rem,var(--radix-popover-content-available-height))] w-80 overflow-y-auto rounded-lg border border-rule bg-surface p-3 shadow-raised"
        >
          {present ? <SavedFilters {...present} onLeave={() => setOpen(false)} /> : null}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function SavedFilters(props: { listing: TradeListing; worthSaving: boolean; onLeave: () => void }) {
  const { listing } = props
  const { data, error, refetch } = useSavedFilters()
  if (error && !data)
    return (
      <RequestFailure
        error={error}
        what="Saved filters could not be loaded"
        onRetry={() => void refetch()}
      />
    )
  if (!data)
    return (
      <>
        <Loading what="saved filters" />
        <Skeleton className="h-24 w-full" />
      </>
    )
  return (
    <>
      {data.filters.length > 0 ? (
        <ul className="mb-3 flex flex-col">
          {data.filters.map((filter) => (
            <SavedFilter
              key={filter.id}
              filter={filter}
              isHere={tradesPath(filter.query) === tradesPath(listing)}
              onLeave={props.onLeave}
            />
          ))}
        </ul>
      ) : (
        <p className="mb-3 text-table text-ink-soft">
          {props.worthSaving
            ? 'Nothing saved yet. Give the present filter a name to come back to it.'
            : 'Nothing saved yet. Filter or sort the list, then save that here.'}
        </p>
      )}
      {props.worthSaving ? <SaveThis listing={listing} filters={data.filters} /> : null}
    </>
  )
}

function SavedFilter(props: { filter: SavedFilterView; isHere: boolean; onLeave: () => void }) {
  const { filter, isHere } = props
  const [renaming, setRenaming] = useState(false)
  const change = useChangeSavedFilters()
  const remove = () =>
    change.mutate(
      { do: 'delete', id: filter.id },
      {
        onSuccess: () =>
          void toast(`“${filter.name}” deleted`, {
            duration: LONG_ENOUGH_MS,
            action: {
              label: 'Undo',
              onClick: () => change.mutate({ do: 'save', name: filter.name, query: filter.query }),
            },
          }),
      },
    )
  if (renaming)
    return (
      <li className="py-1">
        <NameForm
          label={`New name of ${filter.name}`}
          name={filter.name}
          action="Rename"
          error={change.error}
          onName={(name) =>
            change.mutate(
              { do: 'change', id: filter.id, name },
              { onSuccess: () => setRenaming(false) },
            )
          }
          onCancel={() => setRenaming(false)}
        />
      </li>
    )
  return (
    <li className="group flex items-center gap-1 rounded-md hover:bg-hover">
      <Link
        href={tradesPath(filter.query)}
        prefetch={false}
        aria-current={isHere ? 'true' : undefined}
        onClick={props.onLeave}
        className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md px-2 touch:h-11"
      >
        <Check
          aria-hidden
          className={cn('size-4 shrink-0 text-accent-text', !isHere && 'invisible')}
        />
        <span className="truncate">{filter.name}</span>
      </Link>
      <Button
        look="quiet"
        size="icon"
        aria-label={`Rename ${filter.name}`}
        onClick={() => setRenaming(true)}
      >
        <Pencil aria-hidden />
      </Button>
      <Button look="quiet" size="icon" aria-label={`Delete ${filter.name}`} onClick={remove}>
        <Trash2 aria-hidden />
      </Button>
    </li>
  )
}

/** The present filter under a new name, or in place of what an old name led to. */
function SaveThis(props: { listing: TradeListing; filters: SavedFilterView[] }) {
  const { listing, filters } = props
  const change = useChangeSavedFilters()
  const [wanted, setWanted] = useState('')
  const taken = filters.find(({ name }) => tagKey(name) === tagKey(wanted))
  const save = (name: string) => {
    setWanted(name)
    change.mutate({ do: 'save', name, query: listing }, { onSuccess: () => setWanted('') })
  }
  return (
    <div className="border-t border-rule pt-3">
      <NameForm
        key={filters.length}
        label="Name for the present filter"
        name=""
        action="Save"
        error={change.error && !(taken && isConflict(change.error)) ? change.error : null}
        onName={save}
      />
      {taken && isConflict(change.error) ? (
        <p role="alert" className="mt-2 flex items-center justify-between gap-2 text-table">
          There is a “{taken.name}” already.
          <Button
            size="small"
            onClick={() =>
              change.mutate(
                { do: 'change', id: taken.id, query: listing },
                { onSuccess: () => setWanted('') },
              )
            }
          >
            Replace it
          </Button>
        </p>
      ) : null}
    </div>
  )
}

function NameForm(props: {
  label: string
  name: string
  action: string
  error: Error | null
  onName: (name: string) => void
  onCancel?: () => void
}) {
  const id = useId()
  const [name, setName] = useState(props.name)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') props.onName(name.trim())
  }
  return (
    <form onSubmit={submit}>
      <label htmlFor={id} className="mb-1 block text-xs text-ink-faint">
        {props.label}
      </label>
      <div className="flex gap-2">
        <Input
          id={id}
          value={name}
          maxLength={LONGEST_NAME}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || !props.onCancel) return
            event.stopPropagation()
            props.onCancel()
          }}
        />
        <Button type="submit" className="h-9 touch:h-11">
          {props.action}
        </Button>
      </div>
      {props.error ? (
        <p role="alert" className="mt-1 text-xs text-loss">
          {props.error.message}
        </p>
      ) : null}
    </form>
  )
}
