'use client'

import { Bookmark } from 'lucide-react'
import dynamic from 'next/dynamic'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import type { TradeListing } from '@/components/trades/trades'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'

const SavedFiltersPanel = dynamic(() => import('./saved-filters-panel'), {
  ssr: false,
  loading: () => <Skeleton className="h-24 w-full" />,
})

/** Filters of the list of trades under names of the trader's own. */
export function SavedFiltersButton(props: { listing: TradeListing; worthSaving: boolean }) {
  const [open, setOpen] = useState(false)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button>
          <Bookmark aria-hidden />
          Filters
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={8}
          collisionPadding={8}
          aria-label="Saved filters"
          className="z-50 max-h-[min(32rem,var(--radix-popover-content-available-height))] w-80 overflow-y-auto rounded-lg border border-rule bg-surface p-3 shadow-raised"
        >
          <SavedFiltersPanel {...props} onLeave={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
