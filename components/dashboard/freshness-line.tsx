import { TimeZoneNote } from '@/components/format/time-zone'
import { When } from '@/components/format/when'
import { DotList } from '@/components/ui/dot-list'
import type { DashboardView } from '@/lib/domain/views/dashboard'

/** Two facts, never one: whether the books add up, and how fresh they are. */
export function FreshnessLine({ dashboard }: { dashboard: DashboardView }) {
  const { tradesUpTo, nextCheckAt, syncing } = dashboard.freshness
  return (
    <DotList>
      {booksText(dashboard)}
      {tradesUpTo ? (
        <>
          trades up to <When at={tradesUpTo} as="short" />
        </>
      ) : null}
      {syncing ? (
        'checking for new trades now'
      ) : nextCheckAt ? (
        <>
          next check <When at={nextCheckAt} as="short" />
        </>
      ) : null}
      <TimeZoneNote />
    </DotList>
  )
}

function booksText({ reconciliation }: DashboardView): string | null {
  const synced = reconciliation.filter(({ status }) => status !== 'file-only')
  if (synced.length === 0) return reconciliation.length > 0 ? 'From files only' : null
  if (synced.some(({ status }) => status === 'break')) return 'The balance does not add up'
  if (synced.some(({ status }) => status === 'in-progress')) return 'Still adding up'
  return 'Reconciled to the cent'
}
