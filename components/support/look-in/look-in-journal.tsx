'use client'

import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs'
import { ReconciliationPill } from '@/components/dashboard/reconciliation-pill'
import { formatCount } from '@/components/format/decimal'
import { Missing } from '@/components/format/missing'
import { Money } from '@/components/format/money'
import { TimeZoneNote } from '@/components/format/time-zone'
import { FilterChoice } from '@/components/ui/filter-choice'
import { PageHeader } from '@/components/ui/page-header'
import { RequestFailure } from '@/components/ui/request-failure'
import { Section } from '@/components/ui/section'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import { TextLink } from '@/components/ui/text-link'
import type { LookInOverview, StaffLookInView } from '@/lib/domain/views/look-in'
import { useLookInOverview } from './look-in'
import { LookInFrame } from './look-in-frame'
import { LookInTrades } from './look-in-trades'

/** What somebody of the staff sees of a journal while its trader allows it. */
export function LookInJournal({ lookInId }: { lookInId: string }) {
  return <LookInFrame lookInId={lookInId}>{(lookIn) => <Journal lookIn={lookIn} />}</LookInFrame>
}

function Journal({ lookIn }: { lookIn: StaffLookInView }) {
  const { data, error, refetch } = useLookInOverview(lookIn.id)
  return (
    <>
      <PageHeader
        title="Journal"
        back={{ to: `/support/connections/${lookIn.connectionId}`, label: 'Connection' }}
        status={<TimeZoneNote />}
      />
      {data ? (
        <>
          <Accounts lookInId={lookIn.id} overview={data} />
          <Trades lookInId={lookIn.id} overview={data} />
        </>
      ) : error ? (
        <RequestFailure
          error={error}
          what="The journal could not be shown"
          onRetry={() => void refetch()}
        />
      ) : (
        <>
          <Loading what="the journal" />
          <Skeleton className="h-40 w-full" />
        </>
      )}
    </>
  )
}

function Accounts({ lookInId, overview }: { lookInId: string; overview: LookInOverview }) {
  const { accounts, totals } = overview
  return (
    <Section title="Accounts" className="mt-0">
      {accounts.length === 0 ? (
        <p className="text-ink-soft">No account is followed, and no file was added.</p>
      ) : (
        <TableFrame caption="Accounts of this journal">
          <thead>
            <tr>
              <Th>Account</Th>
              <Th>Does it add up?</Th>
              <Th className="text-right">Balance</Th>
            </tr>
          </thead>
          <tbody>
            {accounts.map((account) => (
              <Tr key={account.accountId}>
                <Td className="font-medium">
                  <TextLink href={`/support/look-ins/${lookInId}/accounts/${account.accountId}`}>
                    {account.accountName}
                  </TextLink>
                </Td>
                <Td>
                  <ReconciliationPill account={account} />
                </Td>
                <Td className="text-right">
                  {account.balance ? (
                    <Money value={account.balance} signed={false} />
                  ) : (
                    <Missing why="No balance is told" />
                  )}
                </Td>
              </Tr>
            ))}
          </tbody>
        </TableFrame>
      )}
      {totals.length > 0 ? (
        <p className="mt-2 text-table text-ink-soft">
          {totals.map(({ currency, trades, net }, index) => (
            <span key={currency}>
              {index > 0 ? ' · ' : ''}
              {formatCount(trades)} trades in {currency}, net <Money value={net} />
            </span>
          ))}
        </p>
      ) : null}
    </Section>
  )
}

function Trades({ lookInId, overview }: { lookInId: string; overview: LookInOverview }) {
  const [filter, setFilter] = useQueryStates({
    account: parseAsString,
    symbol: parseAsString,
    page: parseAsInteger.withDefault(1),
  })
  const { accounts, symbols } = overview.filters
  return (
    <Section
      title="Trades"
      aside={
        <div className="flex flex-wrap gap-2">
          <FilterChoice
            label="Account"
            everything="All accounts"
            value={filter.account}
            options={accounts.map(({ id, name }) => ({ value: id, label: name }))}
            className="w-40"
            onChange={(account) => void setFilter({ account, page: null })}
          />
          <FilterChoice
            label="Symbol"
            everything="All symbols"
            value={filter.symbol}
            options={symbols.map((symbol) => ({ value: symbol, label: symbol }))}
            className="w-36"
            onChange={(symbol) => void setFilter({ symbol, page: null })}
          />
        </div>
      }
    >
      <LookInTrades lookInId={lookInId} filter={filter} onGo={(page) => void setFilter({ page })} />
    </Section>
  )
}
