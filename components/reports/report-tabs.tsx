'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { withQuery } from '@/components/api/request'
import { useBasis } from '@/components/journal-filter/basis'
import { useTradeFilter } from '@/components/journal-filter/trade-filter'
import { cn } from '@/components/ui/class-names'
import { toAddress } from './compare-filter'

const TABS = [
  { to: '/reports', label: 'Breakdown' },
  { to: '/reports/compare', label: 'Compare' },
  { to: '/reports/chance', label: 'Chance' },
  { to: '/reports/outlook', label: 'Outlook' },
  { to: '/reports/discipline', label: 'Discipline' },
  { to: '/reports/costs', label: 'Costs' },
] as const

/** The kinds of reports. What is filtered by comes along. */
export function ReportTabs() {
  const pathname = usePathname()
  const { filter } = useTradeFilter()
  const [basis] = useBasis()
  const kept = { basis: basis === 'net' ? null : basis }
  return (
    <nav aria-label="Reports" className="mb-5 overflow-x-auto border-b border-rule">
      <ul className="flex gap-1">
        {TABS.map(({ to, label }) => {
          const isHere = pathname === to
          const query = to === '/reports/compare' ? toAddress('a', filter) : filter
          return (
            <li key={to}>
              <Link
                href={withQuery(to, { ...query, ...kept })}
                aria-current={isHere ? 'page' : undefined}
                className={cn(
                  '-mb-px flex h-9 items-center border-b-2 px-3 text-sm whitespace-nowrap touch:h-11',
                  isHere
                    ? 'border-accent-text font-medium text-ink'
                    : 'border-transparent text-ink-soft hover:border-rule-strong hover:text-ink',
                )}
              >
                {label}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
