'use client'

import { useFileAccounts } from '@/components/imports/accounts'
import { Section } from '@/components/ui/section'
import type { CandidateAccountView, ConnectionView } from '@/lib/domain/views/connection'
import { LinkedAccount } from './linked-account'

/** Where "Review accounts" leads. */
export const ACCOUNTS_ID = 'accounts'

/** Every account of the grant, followed or not, live and demo apart. */
export function LinkedAccounts({ connection }: { connection: ConnectionView }) {
  const fileAccounts = useFileAccounts()
  const { accounts } = connection
  if (accounts.length === 0) return null
  const live = accounts.filter(({ environment }) => environment === 'live')
  const demo = accounts.filter(({ environment }) => environment !== 'live')
  const list = (title: string, members: CandidateAccountView[]) =>
    members.length === 0 ? null : (
      <>
        <h3 className="text-table font-medium text-ink-soft not-first:mt-5">{title}</h3>
        <ul className="mt-2 divide-y divide-rule border-y border-rule">
          {members.map((account) => (
            <LinkedAccount key={account.id} {...{ connection, account, fileAccounts }} />
          ))}
        </ul>
      </>
    )
  return (
    <Section id={ACCOUNTS_ID} title="Accounts">
      {accounts.some(({ followed }) => followed) ? null : (
        <p className="mb-4 text-ink-soft">No account is followed, so no new trades arrive.</p>
      )}
      {list('Live accounts', live)}
      {list('Demo accounts', demo)}
    </Section>
  )
}
