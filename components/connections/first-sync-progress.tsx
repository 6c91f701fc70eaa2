'use client'

import { countOf, formatCount } from '@/components/format/decimal'
import { monthText, shortMonthText } from '@/components/format/instant'
import { Pill } from '@/components/ui/pill'
import { ProgressBar } from '@/components/ui/progress-bar'
import { useSeldomText } from '@/components/ui/use-seldom-text'
import type { SyncProgressView } from '@/lib/domain/views/connection'

/** By calendar month, the one measure of a history whose number of rows nobody knows. */
export function FirstSyncProgress({ progress }: { progress: SyncProgressView[] }) {
  const trades = progress.reduce((sum, account) => sum + account.trades, 0)
  const spoken = useSeldomText(
    [
      `${countOf(trades, 'trade')} so far`,
      ...progress.map((account) => `${account.accountName}: ${progressInWords(account)}`),
    ].join('. '),
  )
  return (
    <div className="mt-5 border-t border-rule pt-5">
      <p className="text-figure tabular-nums font-semibold tracking-tight">
        {formatCount(trades)}{' '}
        <span className="text-sm font-normal tracking-normal text-ink-soft">
          {trades === 1 ? 'trade' : 'trades'} so far
        </span>
      </p>
      <p role="status" className="sr-only">
        {spoken}
      </p>
      <ul className="mt-4 flex max-w-3xl flex-col gap-5">
        {progress.map((account) => (
          <li key={account.accountId}>
            <AccountProgress account={account} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function AccountProgress({ account }: { account: SyncProgressView }) {
  const { monthsDone, monthsTotal } = account
  return (
    <>
      <div className="mb-2 flex min-h-6 flex-wrap items-center justify-between gap-x-4">
        <p className="font-medium">{account.accountName}</p>
        {account.settling ? (
          <Pill tone="busy">Checking the balance</Pill>
        ) : account.done ? (
          <Pill tone="good">All you asked for is here</Pill>
        ) : (
          <p className="text-table text-ink-soft tabular-nums">
            {progressInWords(account)} · {countOf(account.trades, 'trade')} so far
          </p>
        )}
      </div>
      <ProgressBar
        label={`History of ${account.accountName}`}
        text={`${formatCount(monthsDone)} of ${countOf(monthsTotal, 'month')}`}
        done={account.settling ? monthsTotal : monthsDone}
        total={monthsTotal}
        backwards
      />
      <p aria-hidden className="mt-1.5 flex justify-between text-xs text-ink-faint">
        <span>{shortMonthText(account.fromMonth)}</span>
        <span>Today</span>
      </p>
    </>
  )
}

/** "March 2024 of Jan 2022 – today" */
function progressInWords({ month, fromMonth, settling, done }: SyncProgressView): string {
  if (done) return 'all you asked for is here'
  if (settling) return 'Deposits and withdrawals'
  return `${monthText(month)} of ${shortMonthText(fromMonth)} – today`
}
