import type { LucideIcon } from 'lucide-react'
import { BookOpen, Cable, FileUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { SampleDoor } from '@/components/sample-journal/sample-door'
import { GoButton } from '@/components/ui/go-button'
import { PageHeader } from '@/components/ui/page-header'

/** Nothing here yet: three doors. */
export function FirstVisit() {
  return (
    <>
      <PageHeader
        title="Bring in your trades"
        status="Every closed trade in one journal that adds up to your broker’s balance."
      />
      <div className="grid max-w-6xl gap-4 md:grid-cols-2 xl:grid-cols-3">
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
        <Door icon={BookOpen} title="Look around first" action={<SampleDoor />}>
          A sample journal of four months shows every page at work. It is marked as a sample, never
          counts beside your own trades, and goes in one click.
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
