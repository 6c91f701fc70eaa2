'use client'

import { useBasis } from '@/components/journal-filter/basis'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import type { CompareView } from '@/lib/domain/views/compare'
import { BasisChoice } from './basis-choice'
import { isSameFilter, toAddress, useCompareFilters } from './compare-filter'
import { ComparePresets } from './compare-presets'
import { CompareSide } from './compare-side'
import { CompareTable } from './compare-table'
import { useReport } from './report'
import { ReportBody } from './report-body'

/** Two filters side by side, each with a period, account, symbol, direction and tag of its own. */
export function CompareScreen() {
  const { a, b, change, choose } = useCompareFilters()
  const [basis] = useBasis()
  const report = useReport<CompareView>('/compare', {
    ...toAddress('a', a),
    ...toAddress('b', b),
    basis,
  })
  return (
    <>
      <div className="mb-4 grid gap-3 lg:grid-cols-2">
        <CompareSide name="A" filter={a} onChange={(next) => change('a', next)} />
        <CompareSide name="B" filter={b} onChange={(next) => change('b', next)} />
      </div>
      <BasisChoice />
      <ReportBody
        report={report}
        promise="Once trades are here, this page puts two sides of your trading next to each other."
      >
        {(view) =>
          isSameFilter(a, b) ? (
            <EmptyState
              className="mt-6"
              title="Both sides are the same"
              actions={<ComparePresets onChoose={choose} />}
            >
              Choose what sets A and B apart, or begin with one of these.
            </EmptyState>
          ) : (
            <>
              {view.overlap ? (
                <Notice tone="info" className="mt-5" title="A trade can be on both sides">
                  The ranges are wider than they need to be then: choose periods, symbols or
                  directions that exclude each other for a sharper answer.
                </Notice>
              ) : null}
              {view.currencies.map((each) => (
                <CompareTable key={each.currency} of={each} />
              ))}
            </>
          )
        }
      </ReportBody>
    </>
  )
}
