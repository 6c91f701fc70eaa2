import Link from 'next/link'
import { Missing } from '@/components/format/missing'
import { Money } from '@/components/format/money'
import { When } from '@/components/format/when'
import { Pill } from '@/components/ui/pill'
import { Section } from '@/components/ui/section'
import type { ReconciliationView } from '@/lib/domain/views/dashboard'
import { ReconciliationPill } from './reconciliation-pill'

/** Whether the journal of each account adds up to the broker's balance. */
export function ReconciliationPanel({ accounts }: { accounts: ReconciliationView[] }) {
  if (accounts.length === 0) return null
  const synced = accounts.filter(({ status }) => status !== 'file-only')
  const allAddUp = synced.length > 0 && synced.every(({ status }) => status === 'reconciled')
  return (
    <Section
      title="Does it add up?"
      aside={allAddUp ? <Pill tone="good">Reconciled with cTrader to the cent</Pill> : null}
    >
      <ul className="divide-y divide-rule rounded-lg border border-rule bg-surface shadow-card">
        {accounts.map((account) => (
          <li
            key={account.accountId}
            className="grid min-h-11 grid-cols-[1fr_auto] items-center gap-x-4 gap-y-2 px-4 py-2.5 text-table md:grid-cols-[minmax(8rem,14rem)_1fr_auto]"
          >
            <p>
              <Link
                href={`/accounts/${account.accountId}`}
                className="rounded-sm font-medium hover:underline"
              >
                {account.accountName}
              </Link>
            </p>
            <p className="max-md:col-span-2 max-md:row-start-2">
              <ReconciliationPill account={account} short={allAddUp} />
            </p>
            <p className="text-right">
              <Balance account={account} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** What the broker says the account holds, and when we asked. */
function Balance({ account }: { account: ReconciliationView }) {
  const { balance, checkedAt, status } = account
  if (!balance)
    return (
      <Missing
        why={
          status === 'file-only'
            ? 'Files carry no balance to compare with'
            : 'The balance has not arrived yet'
        }
      />
    )
  return (
    <>
      <span className="text-ink-faint">Balance </span>
      <Money value={balance} signed={false} className="font-medium" />
      {checkedAt ? (
        <span className="ml-3 text-ink-faint max-sm:hidden">
          checked <When at={checkedAt} as="short" />
        </span>
      ) : null}
    </>
  )
}
