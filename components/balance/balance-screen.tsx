'use client'

import { parseAsInteger, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { NewestActivity } from '@/components/activity/newest-activity'
import { AccountCoverage } from '@/components/coverage/account-coverage'
import { TimeZoneNote } from '@/components/format/time-zone'
import { DotList } from '@/components/ui/dot-list'
import { PageHeader } from '@/components/ui/page-header'
import { RequestFailure } from '@/components/ui/request-failure'
import { Section } from '@/components/ui/section'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import type { BalanceView } from '@/lib/domain/views/balance'
import { SHOWN, type Shown, useBalance } from './balance'
import { BalanceSum } from './balance-sum'
import { CashFlows } from './cash-flows'

const BACK = { to: '/dashboard', label: 'Dashboard' }

/** How the balance of one account comes about. */
export function BalanceScreen({ accountId }: { accountId: string }) {
  const [listing, setListing] = useQueryStates({
    page: parseAsInteger.withDefault(1),
    show: parseAsStringLiteral(SHOWN).withDefault('all'),
  })
  const { data, error, refetch } = useBalance(accountId, listing)
  if (data)
    return (
      <BalancePage
        balance={data}
        show={listing.show}
        onGo={(page) => void setListing({ page })}
        onShow={(show) => void setListing({ show, page: null })}
      />
    )
  return (
    <>
      <PageHeader
        title="Balance"
        back={BACK}
        status={error ? null : <Skeleton className="h-4 w-40" />}
      />
      {error ? (
        <RequestFailure
          error={error}
          what="The balance could not be shown"
          onRetry={() => void refetch()}
        />
      ) : (
        <>
          <Loading what="the balance" />
          <Skeleton className="h-48 w-full max-w-xl" />
        </>
      )}
    </>
  )
}

function BalancePage(props: {
  balance: BalanceView
  show: Shown
  onGo: (page: number) => void
  onShow: (show: Shown) => void
}) {
  const { balance } = props
  const { account } = balance
  return (
    <>
      <PageHeader
        title={`Balance of ${account.name}`}
        back={BACK}
        status={
          <DotList>
            {account.broker ?? 'From files'}
            {account.currency}
            <TimeZoneNote />
          </DotList>
        }
      />
      <BalanceSum balance={balance} />
      <Section title="What is covered">
        <AccountCoverage accountId={account.id} />
      </Section>
      <NewestActivity scope={{ account: account.id }} />
      <CashFlows {...props} />
    </>
  )
}
