import { type ReactNode, Suspense } from 'react'
import { ReportTabs } from '@/components/reports/report-tabs'
import { PageHeader } from '@/components/ui/page-header'

export default function ReportsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader
        title="Reports"
        status="Closed trades, told by what they share and held against chance. Currencies are never added up."
      />
      <Suspense>
        <ReportTabs />
        {children}
      </Suspense>
    </>
  )
}
