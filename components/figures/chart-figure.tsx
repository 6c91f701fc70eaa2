'use client'

import { ChartSpline, Table2 } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { Button } from '@/components/ui/button'

type Named = { labelId: string; summaryId: string }

/** A chart with what it shows in words, and its twin as a table at the press of a button. */
export function ChartFigure(props: {
  title: string
  summary: string
  chart: (named: Named) => ReactNode
  table: ReactNode
  /** Below the chart, in small type. */
  credit?: ReactNode
  className?: string
}) {
  const [asTable, setAsTable] = useState(false)
  const labelId = useId()
  const summaryId = useId()
  return (
    <figure aria-labelledby={labelId} className={props.className}>
      <div className="mb-3 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <figcaption className="min-w-0 flex-1 basis-72">
          <h2 id={labelId} className="text-sm font-semibold">
            {props.title}
          </h2>
          <p id={summaryId} className="mt-0.5 text-table text-ink-soft">
            {props.summary}
          </p>
        </figcaption>
        <Button
          size="small"
          look="quiet"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? <ChartSpline aria-hidden /> : <Table2 aria-hidden />}
          {asTable ? 'Show as chart' : 'Show as table'}
        </Button>
      </div>
      <div className="h-72 pt-1">{asTable ? props.table : props.chart({ labelId, summaryId })}</div>
      {props.credit}
    </figure>
  )
}
