'use client'

import type { ReactNode } from 'react'
import { JournalFilterBar } from '@/components/journal-filter/journal-filter-bar'
import { DirectionAndTag } from './direction-and-tag'
import { useReportFilter } from './report-filter'

/** The filter of a report, and below it what else can be chosen there. */
export function ReportFilterBar({ children }: { children?: ReactNode }) {
  const { filter, setOwn, isOwnFiltering } = useReportFilter()
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
