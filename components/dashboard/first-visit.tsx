import type { LucideIcon } from 'lucide-react'
import { Cable, FileUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { GoButton } from '@/components/ui/go-button'
import { PageHeader } from '@/components/ui/page-header'

/** Nothing here yet: two doors. */
export function FirstVisit() {
  return (
    <>
      <PageHeader
        title="Bring in your trades"
        status="Every closed trade in one journal that adds up to your broker’s balance."
      />
      <div className="grid max-w-4xl gap-4 md:grid-cols-2">
        <Door
          icon={Cable}
          title="Link cTrader"
          action={
            <GoButton look="primary" to="/connections/new">
              Connect cTrader
            </GoButton>
          }
        >
          Trades arrive by themselves, with their history. Access is read-only: Tallybook cannot
          trade, move money or see your password.
        </Door>
        <Door
          icon={FileUp}
          title="Use the History export"
          action={<GoButton to="/imports/new">Upload a file</GoButton>}
        >
          Save the History tab of cTrader as a file and check what is in it before anything is
          added. You can link the same account later; repeats are recognised.
        </Door>
      </div>
    </>
  )
}

function Door(props: { icon: LucideIcon; title: string; action: ReactNode; children: ReactNode }) {
  const Icon = props.icon
  return (
    <section className="flex flex-col items-start rounded-lg border border-rule bg-surface p-6 shadow-card">
      <Icon aria-hidden className="size-6 text-accent-text" />
      <h2 className="mt-4 text-base font-semibold">{props.title}</h2>
      <p className="mt-1 mb-5 text-ink-soft">{props.children}</p>
      <div className="mt-auto">{props.action}</div>
    </section>
  )
}
