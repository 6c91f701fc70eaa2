import { FlaskConical } from 'lucide-react'
import { Button } from '@/components/ui/button'
import type { JournalFiltersView } from '@/lib/domain/views/trades'

/**
 * Trades that were never made are in no list and no sum unless their account is chosen: said wherever
 * they could be missed, and wherever they are what is shown.
 */
export function SimulatedNote(props: {
  /** The simulated ones of the trader's accounts. */
  accounts: JournalFiltersView['accounts']
  chosen: string | null
  onChoose: (accountId: string) => void
}) {
  const { accounts, chosen } = props
  if (accounts.length === 0) return null
  const isShown = accounts.some(({ id }) => id === chosen)
  if (chosen !== null && !isShown) return null
  return (
    <div className="col-span-2 flex basis-full items-baseline gap-x-2 text-table text-ink-soft">
      <FlaskConical aria-hidden className="size-3.5 shrink-0 translate-y-0.5 text-ink-faint" />
      {isShown ? (
        <p>Simulated trades: they were never made, and count in no figure of a real account.</p>
      ) : (
        <div className="flex flex-wrap items-center gap-x-1">
          <p>Not counted here:</p>
          {accounts.map(({ id, name }) => (
            <Button key={id} look="quiet" size="small" onClick={() => props.onChoose(id)}>
              {name}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
