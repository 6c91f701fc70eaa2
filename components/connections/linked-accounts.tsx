'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import type { ConnectionView } from '@/lib/domain/views/connection'
import { accountDetails } from './account-details'
import { AccountKind } from './account-kind'
import { AccountTrouble } from './account-trouble'
import { ChooseAccountsForm } from './choose-accounts-form'

/** Where "Review accounts" leads. */
export const ACCOUNTS_ID = 'accounts'

/** The accounts in the journal, and a way to add those that were left out. */
export function LinkedAccounts({ connection }: { connection: ConnectionView }) {
  const [choosing, setChoosing] = useState(false)
  const linked = connection.accounts.filter(({ alreadyLinked }) => alreadyLinked)
  const hasMore = linked.length < connection.accounts.length
  if (linked.length === 0) return null
  return (
    <Section
      id={ACCOUNTS_ID}
      title="Accounts"
      aside={
        hasMore ? (
          <Button size="small" look="quiet" onClick={() => setChoosing(!choosing)}>
            {choosing ? 'Leave as it is' : 'Choose more accounts'}
          </Button>
        ) : null
      }
    >
      {choosing ? (
        <ChooseAccountsForm
          connection={connection}
          submitLabel="Add to the journal"
          onDone={() => setChoosing(false)}
        />
      ) : (
        <ul className="divide-y divide-rule border-y border-rule">
          {linked.map((account) => (
            <li
              key={account.id}
              className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 py-2"
            >
              <span className="font-medium">{account.name}</span>
              <AccountKind account={account} />
              <span className="text-table text-ink-soft">{accountDetails(account)}</span>
              <AccountTrouble connectionId={connection.id} account={account} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
