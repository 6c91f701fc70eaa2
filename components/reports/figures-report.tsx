'use client'

import type { ReactNode } from 'react'
import { useBasis } from '@/components/journal-filter/basis'
import { useTradeFilter } from '@/components/journal-filter/trade-filter'
import type { CurrencyFigureGroups, FiguresReportView } from '@/lib/domain/views/figures-report'
import { BasisChoice } from './basis-choice'
import { useReport } from './report'
import { ReportBody } from './report-body'
import { ReportFilterBar } from './report-filter-bar'

/** A report that is figures and nothing else, currency by currency. */
export function FiguresReport(props: {
  name: '/chance' | '/discipline'
  promise: string
  children: (of: CurrencyFigureGroups, basis: FiguresReportView['basis']) => ReactNode
}) {
  const { filter } = useTradeFilter()
  const [basis] = useBasis()
  const report = useReport<FiguresReportView>(props.name, { ...filter, basis })
  return (
    <>
      <ReportFilterBar>
        <BasisChoice />
      </ReportFilterBar>
      <ReportBody report={report} promise={props.promise}>
        {(view) => view.currencies.map((each) => props.children(each, view.basis))}
      </ReportBody>
    </>
  )
}
