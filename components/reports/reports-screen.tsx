'use client'

import { useBasis } from '@/components/journal-filter/basis'
import { useTradeFilter } from '@/components/journal-filter/trade-filter'
import { ChoiceGroup } from '@/components/ui/choice-group'
import type { ReportView } from '@/lib/domain/views/report'
import { BasisChoice } from './basis-choice'
import { useGrouping, useReport } from './report'
import { ReportBody } from './report-body'
import { ReportFilterBar } from './report-filter-bar'
import { ReportTable } from './report-table'

/** Trades put together by what they share. */
export function ReportsScreen() {
  const { filter } = useTradeFilter()
  const [grouping, setGrouping] = useGrouping()
  const [basis] = useBasis()
  const report = useReport<ReportView>('', { ...filter, by: grouping, basis })
  return (
    <>
      <ReportFilterBar>
        <ChoiceGroup
          legend="Put together by"
          quiet
          value={grouping}
          options={[
            { value: 'symbol', label: 'Symbol' },
            { value: 'direction', label: 'Direction' },
            { value: 'tag', label: 'Tag' },
            { value: 'hour', label: 'Hour' },
            { value: 'session', label: 'Session' },
            { value: 'holding', label: 'Holding time' },
            { value: 'size', label: 'Size' },
            { value: 'weekday', label: 'Weekday' },
            { value: 'month', label: 'Month' },
            { value: 'account', label: 'Account' },
          ]}
          onChoose={(by) => void setGrouping(by)}
        />
        <BasisChoice />
      </ReportFilterBar>
      <ReportBody
        report={report}
        promise="Once trades are here, this page shows which symbols, hours, sizes and tags bring money and which cost it."
      >
        {(view) =>
          view.currencies.map((each) => (
            <ReportTable key={each.currency} view={view} report={each} filter={filter} />
          ))
        }
      </ReportBody>
    </>
  )
}
