'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from '@/components/ui/class-names'

const TABS = [
  { to: '/operator', label: 'Health' },
  { to: '/operator/people', label: 'People' },
  { to: '/operator/outbox', label: 'Outbox' },
]

/** The way between the operator's pages. */
export function OperatorTabs() {
  const pathname = usePathname()
  return (
    <nav aria-label="Operator" className="mb-5 border-b border-rule">
      <ul className="-mb-px flex gap-5">
        {TABS.map(({ to, label }) => (
          <li key={to}>
            <Link
              href={to}
              aria-current={pathname === to ? 'page' : undefined}
              className={cn(
                'flex h-9 items-center border-b-2 border-transparent text-table text-ink-soft hover:text-ink touch:h-11',
                pathname === to &&
                  'border-current font-medium text-accent-text hover:text-accent-text',
              )}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
