'use client'

import { ChevronRight } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { cn } from '@/components/ui/class-names'

const STORAGE_KEY = 'how-to-export-closed'
const nothing = () => () => {}

/** Open until somebody closes it once; then it stays closed. */
export function HowToExport({ className }: { className?: string }) {
  const wasClosed = useSyncExternalStore(
    nothing,
    () => localStorage.getItem(STORAGE_KEY) !== null,
    () => false,
  )
  return (
    <details
      open={!wasClosed}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) localStorage.removeItem(STORAGE_KEY)
        else localStorage.setItem(STORAGE_KEY, 'yes')
      }}
      className={cn('group rounded-lg border border-rule bg-surface', className)}
    >
      <summary className="flex list-none items-center gap-2 rounded-lg px-4 py-3 font-medium">
        <ChevronRight
          aria-hidden
          className="size-4 text-ink-faint transition-transform duration-100 group-open:rotate-90"
        />
        How to export from cTrader
      </summary>
      <ol className="list-decimal space-y-1.5 pr-5 pb-4 pl-10 text-ink-soft marker:text-ink-faint">
        <li>Open cTrader on a desktop or in the browser and choose the account.</li>
        <li>
          In the panel below the chart open <b className="font-medium text-ink">History</b> and
          choose the period. Take it generously: repeats are recognised.
        </li>
        <li>
          Right-click the table, choose <b className="font-medium text-ink">Export</b> and then{' '}
          <b className="font-medium text-ink">CSV</b>.
        </li>
        <li>
          Bring the file here as it is. Opening and saving it elsewhere can change its numbers.
        </li>
      </ol>
    </details>
  )
}
