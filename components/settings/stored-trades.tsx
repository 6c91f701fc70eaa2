'use client'

import { useState } from 'react'
import { DeleteTradesDialog } from '@/components/accounts/delete-trades-dialog'
import { RestoreTrades } from '@/components/accounts/restore-trades'
import { useStoredAccounts } from '@/components/accounts/stored-accounts'
import { accountDetails } from '@/components/connections/account-details'
import { AccountKind } from '@/components/connections/account-kind'
import { countOf } from '@/components/format/decimal'
import { Button } from '@/components/ui/button'
import { RequestFailure } from '@/components/ui/request-failure'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import type { StoredAccountView } from '@/lib/domain/views/account'

/** What is stored per account, with the way to delete it and to bring it back. */
export function StoredTrades() {
  const { data, error, refetch } = useStoredAccounts()
  if (data?.accounts.length === 0) return null
  return (
    <Section title="Stored trades">
      {data ? (
        <ul className="divide-y divide-rule border-y border-rule">
          {data.accounts.map((account) => (
            <StoredAccount key={account.id} account={account} />
          ))}
        </ul>
      ) : error ? (
        <RequestFailure
          error={error}
          what="Your accounts could not be loaded"
          onRetry={() => void refetch()}
        />
      ) : (
        <Skeleton className="h-11 w-full" />
      )}
    </Section>
  )
}

function StoredAccount({ account }: { account: StoredAccountView }) {
  const [asking, setAsking] = useState(false)
  return (
    <li className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
      <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-0.5">
        <span className="font-medium [overflow-wrap:anywhere]">{account.name}</span>
        <AccountKind account={account} />
        <span className="text-table text-ink-soft">{accountDetails(account)}</span>
      </span>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {account.deletedAt ? (
          <RestoreTrades accountId={account.id} name={account.name} deletedAt={account.deletedAt} />
        ) : (
          <>
            <span className="text-table text-ink-soft">{countOf(account.trades, 'trade')}</span>
            <Button
              size="small"
              look="quiet"
              aria-label={`Delete the trades of ${account.name}…`}
              onClick={() => setAsking(true)}
            >
              Delete…
            </Button>
            <DeleteTradesDialog account={account} open={asking} onOpenChange={setAsking} />
          </>
        )}
      </span>
    </li>
  )
}
