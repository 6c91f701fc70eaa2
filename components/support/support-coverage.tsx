'use client'

import { CoverageLegend } from '@/components/coverage/coverage-legend'
import { CoverageStrip } from '@/components/coverage/coverage-strip'
import { shortMonthText } from '@/components/format/instant'
import { RequestFailure } from '@/components/ui/request-failure'
import { Section } from '@/components/ui/section'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { coverageSummary } from '@/lib/domain/coverage-words'
import { useCoverages } from './support'

/** Which months of each account are here, and from where: no count of trades. */
export function SupportCoverage({ connectionId }: { connectionId: string }) {
  const { data, error, refetch } = useCoverages(connectionId)
  if (data?.accounts.length === 0) return null
  return (
    <Section title="What is covered">
      {data ? (
        <ul className="divide-y divide-rule border-y border-rule">
          {data.accounts.map(({ accountId, accountName, months }) => (
            <li key={accountId} className="py-4">
              <h3 className="font-medium">{accountName}</h3>
              <p className="mb-3 text-table text-ink-soft">
                {coverageSummary(months, shortMonthText)}
              </p>
              {months.length > 0 ? (
                <>
                  <CoverageStrip label={`Months of ${accountName}`} months={months} />
                  <div className="mt-3">
                    <CoverageLegend months={months} />
                  </div>
                </>
              ) : null}
            </li>
          ))}
        </ul>
      ) : error ? (
        <RequestFailure
          error={error}
          what="What is covered could not be loaded"
          onRetry={() => void refetch()}
        />
      ) : (
        <>
          <Loading what="which months are here" />
          <Skeleton className="h-24 w-full" />
        </>
      )}
    </Section>
  )
}
