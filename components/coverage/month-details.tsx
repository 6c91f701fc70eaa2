'use client'

import { dayText, monthText } from '@/components/format/instant'
import { Button } from '@/components/ui/button'
import { GoButton } from '@/components/ui/go-button'
import { RequestFailure } from '@/components/ui/request-failure'
import type { CoverageCure, CoverageMonthView, CoverageView } from '@/lib/domain/views/coverage'
import { useFetchOlder } from './coverage'
import { monthInWords } from './coverage-strip'

/** The month that was chosen, and what can be done about it. */
export function MonthDetails(props: { coverage: CoverageView; month: CoverageMonthView }) {
  const { coverage, month } = props
  const fetchOlder = useFetchOlder(coverage.accountId)
  return (
    <div className="mt-3 rounded-lg border border-rule bg-surface px-4 py-3 shadow-card">
      <p className="font-medium" role="status">
        {monthText(month.month)}
        <span className="font-normal text-ink-soft"> · {monthInWords(month)}</span>
      </p>
      {month.kind === 'gap' ? <p className="mt-0.5 text-ink-soft">{why(coverage, month)}</p> : null}
      {month.cures.length > 0 ? (
        <div className="mt-3 flex flex-wrap gap-2">
          {month.cures.map((cure) => (
            <CureButton
              key={cure}
              cure={cure}
              coverage={coverage}
              busy={fetchOlder.isPending}
              onFetch={() => fetchOlder.mutate(fetchFrom(coverage, month))}
            />
          ))}
        </div>
      ) : null}
      {fetchOlder.error ? (
        <RequestFailure
          error={fetchOlder.error}
          what="This month was not asked for"
          className="mt-3"
        />
      ) : null}
    </div>
  )
}

function CureButton(props: {
  cure: CoverageCure
  coverage: CoverageView
  busy: boolean
  onFetch: () => void
}) {
  switch (props.cure) {
    case 'fetch':
      return (
        <Button look="primary" busy={props.busy && 'Asking…'} onClick={props.onFetch}>
          Fetch it from cTrader
        </Button>
      )
    case 'upload':
      return (
        <GoButton to={`/imports/new?account=${props.coverage.accountId}`}>
          Upload an export for it
        </GoButton>
      )
    case 'connection':
      return (
        <GoButton look="primary" to={`/connections/${props.coverage.connectionId}`}>
          Look at the connection
        </GoButton>
      )
  }
}

/** Everything between this month and what is here has to come, too: a history has no holes. */
function fetchFrom({ history }: CoverageView, { month }: CoverageMonthView): string | null {
  const first = `${month}-01`
  return history.opened && first <= history.opened ? null : first
}

function why({ history, source }: CoverageView, { month, cures }: CoverageMonthView): string {
  if (source === 'file') return 'No file tells of it. An export of that period fills it.'
  if (history.limit && month <= history.limit.slice(0, 7))
    return `cTrader offers nothing before ${dayText(history.limit)}.`
  if (cures.includes('connection')) return 'cTrader was not read since then.'
  if (history.wantedFrom && month <= history.wantedFrom.slice(0, 7))
    return `You chose to begin with ${dayText(history.wantedFrom)}. What lies between is fetched along.`
  return 'It was not fetched.'
}
