'use client'

import { useState } from 'react'
import { BalanceSum } from '@/components/balance/balance-sum'
import { CashFlowTable } from '@/components/balance/cash-flow-table'
import { TimeZoneNote } from '@/components/format/time-zone'
import { NothingHere } from '@/components/ui/nothing-here'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { Section } from '@/components/ui/section'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { useLookInBalance } from './look-in'
import { LookInFrame } from './look-in-frame'

/** How the balance of an account in somebody else's journal comes about. */
export function LookInBalance(props: { lookInId: string; accountId: string }) {
  return (
    <LookInFrame lookInId={props.lookInId}>
      {({ id }) => <Balance lookInId={id} accountId={props.accountId} />}
    </LookInFrame>
  )
}

function Balance({ lookInId, accountId }: { lookInId: string; accountId: string }) {
  const [page, setPage] = useState(1)
  const { data: balance, error } = useLookInBalance(lookInId, accountId, page)
  if (!balance)
    return error ? (
      <NothingHere />
    ) : (
      <>
        <Loading what="the balance" />
        <Skeleton className="h-48 w-full max-w-xl" />
      </>
    )
  const { cashFlows, total, pageSize, account } = balance
  return (
    <>
      <PageHeader
        back={{ to: `/support/look-ins/${lookInId}`, label: 'Journal' }}
        title={`Balance of ${account.name}`}
        status={<TimeZoneNote />}
      />
      <BalanceSum balance={balance} />
      <Section title="Deposits, withdrawals and other bookings">
        {total === 0 ? (
          <p className="text-ink-soft">Nothing but trades so far.</p>
        ) : (
          <>
            <CashFlowTable cashFlows={cashFlows} currency={account.currency ?? ''} />
            <Pager
              page={balance.page}
              pageSize={pageSize}
              total={total}
              of="bookings"
              onGo={setPage}
            />
          </>
        )}
      </Section>
    </>
  )
}
