import { ChoiceGroup } from '@/components/ui/choice-group'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { Section } from '@/components/ui/section'
import type { BalanceView } from '@/lib/domain/views/balance'
import type { Shown } from './balance'
import { CashFlowTable } from './cash-flow-table'

const CHOICES: { value: Shown; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'moved', label: 'Deposits and withdrawals' },
]

/** Everything that moved the balance without being a trade, newest first. */
export function CashFlows(props: {
  balance: BalanceView
  show: Shown
  onGo: (page: number) => void
  onShow: (show: Shown) => void
}) {
  const { cashFlows, total, page, pageSize, account, parts } = props.balance
  const hasOthers = parts.some(({ kind, count }) => kind === 'other' && count > 0)
  return (
    <Section
      title="Deposits, withdrawals and other bookings"
      aside={
        hasOthers ? (
          <ChoiceGroup
            legend="Which bookings"
            quiet
            value={props.show}
            options={CHOICES}
            onChoose={props.onShow}
          />
        ) : null
      }
    >
      {total === 0 ? (
        <EmptyState title="Nothing but trades so far">
          {account.source === 'file'
            ? 'An export of the History holds trades only; deposits come with a linked account.'
            : 'Deposits, withdrawals and fees of this account will be listed here.'}
        </EmptyState>
      ) : (
        <>
          <CashFlowTable cashFlows={cashFlows} currency={account.currency ?? ''} />
          <Pager page={page} pageSize={pageSize} total={total} of="bookings" onGo={props.onGo} />
        </>
      )}
    </Section>
  )
}
