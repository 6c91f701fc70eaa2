'use client'

import type { ReactNode } from 'react'
import { DirectionAndTag } from '@/components/journal-filter/direction-and-tag'
import { JournalFilterBar } from '@/components/journal-filter/journal-filter-bar'
import { useTradeFilter } from '@/components/journal-filter/trade-filter'

/** The filter of a report, and below it what else can be chosen there. */
export function ReportFilterBar({ children }: { children?: ReactNode }) {
  const { filter, setOwn, isOwnFiltering } = useTradeFilter()
  return (
    <>
      <JournalFilterBar
        withSymbol
        own={{
          control: <DirectionAndTag value={filter} onChange={setOwn} />,
          isFiltering: isOwnFiltering,
          clear: () => setOwn({ direction: null, tag: null }),
        }}
      />
      {children ? <div className="flex flex-wrap items-end gap-3">{children}</div> : null}
    </>
  )
}
