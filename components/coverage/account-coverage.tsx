'use client'

import { useState } from 'react'
import { dayText, shortMonthText } from '@/components/format/instant'
import { Button } from '@/components/ui/button'
import { RequestFailure } from '@/components/ui/request-failure'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { coverageSummary } from '@/lib/domain/coverage-words'
import type { CoverageView } from '@/lib/domain/views/coverage'
import { useCoverage } from './coverage'
import { CoverageLegend } from './coverage-legend'
import { CoverageStrip } from './coverage-strip'
import { CoverageTable } from './coverage-table'
import { FetchOlder } from './fetch-older'
import { MonthDetails } from './month-details'

/** Which months of an account are here, where each comes from, and how to get what is missing. */
export function AccountCoverage({ accountId }: { accountId: string }) {
  const { data, error, refetch } = useCoverage(accountId)
  if (data) return <Covered coverage={data} />
  if (error)
    return (
      <RequestFailure
        error={error}
        what="What is covered could not be loaded"
        onRetry={() => void refetch()}
      />
    )
  return (
    <>
      <Loading what="which months are here" />
      <Skeleton className="h-4 w-96 max-w-full" />
      <Skeleton className="mt-3 h-10 w-full max-w-2xl" />
    </>
  )
}

function Covered({ coverage }: { coverage: CoverageView }) {
  const { months, history, accountName } = coverage
  const [chosen, setChosen] = useState<string | null>(null)
  const [asTable, setAsTable] = useState(false)
  const [asking, setAsking] = useState(false)
  const month = months.find((each) => each.month === chosen)
  if (months.length === 0)
    return <p className="text-ink-soft">{coverageSummary(months, shortMonthText)}</p>
  return (
    <>
      <p className="mb-3 max-w-3xl text-ink-soft">
        {coverageSummary(months, shortMonthText)} {beginning(coverage)}
      </p>
      {asTable ? (
        <CoverageTable months={months} caption={`Months of ${accountName}, newest first`} />
      ) : (
        <CoverageStrip
          label={`Months of ${accountName}`}
          months={months}
          chosen={chosen}
          onChoose={setChosen}
        />
      )}
      {month && !asTable ? (
        <MonthDetails key={month.month} coverage={coverage} month={month} />
      ) : null}
      <div className="mt-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        {asTable ? <span /> : <CoverageLegend months={months} />}
        <div className="-mx-2 flex flex-wrap gap-1">
          {history.canFetch && !asking ? (
            <Button size="small" look="quiet" onClick={() => setAsking(true)}>
              Fetch older history…
            </Button>
          ) : null}
          <Button size="small" look="quiet" onClick={() => setAsTable(!asTable)}>
            {asTable ? 'Show as strip' : 'Show as table'}
          </Button>
        </div>
      </div>
      {asking && history.canFetch ? (
        <FetchOlder coverage={coverage} onDone={() => setAsking(false)} />
      ) : null}
    </>
  )
}

function beginning({ history }: CoverageView): string {
  if (history.underWay && history.wantedFrom)
    return `Fetching back to ${dayText(history.wantedFrom)}.`
  if (history.underWay) return 'Fetching all that cTrader has.'
  if (history.limit) return `cTrader offers nothing before ${dayText(history.limit)}.`
  if (history.wantedFrom) return `You asked for history from ${dayText(history.wantedFrom)} on.`
  return ''
}
