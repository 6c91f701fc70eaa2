import { ReconciliationPill } from '@/components/dashboard/reconciliation-pill'
import { countOf } from '@/components/format/decimal'
import { Money } from '@/components/format/money'
import { Card } from '@/components/ui/card'
import type { BalancePart, BalanceView } from '@/lib/domain/views/balance'

const PARTS: Record<BalancePart['kind'], { label: string; of: string | null; always?: boolean }> = {
  opening: { label: 'Balance when this history begins', of: null },
  deposits: { label: 'Deposits', of: 'operation', always: true },
  withdrawals: { label: 'Withdrawals', of: 'operation', always: true },
  trades: { label: 'Trades, after all their costs', of: 'closing deal', always: true },
  other: { label: 'Fees, dividends and other bookings', of: 'operation' },
}

/** The sum a trader would do on paper, with the broker's own figure under it. */
export function BalanceSum({ balance }: { balance: BalanceView }) {
  const { parts, explained, reconciliation } = balance
  return (
    <Card className="max-w-xl px-4 py-2">
      <table className="w-full text-left text-table">
        <caption className="sr-only">How the balance comes about</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Amount</th>
          </tr>
        </thead>
        <tbody>
          {parts
            .filter(({ kind, count }) => PARTS[kind].always || count > 0)
            .map(({ kind, count, amount }) => (
              <tr key={kind}>
                <th scope="row" className="py-1.5 pr-4 font-normal">
                  {PARTS[kind].label}
                  <Counted count={count} of={PARTS[kind].of} />
                </th>
                <td className="py-1.5 text-right align-top">
                  <Money value={amount} plain={kind !== 'trades'} signed={kind !== 'opening'} />
                </td>
              </tr>
            ))}
        </tbody>
        <tfoot>
          <tr className="[&>*]:border-t [&>*]:border-rule">
            <th scope="row" className="py-2 pr-4 font-medium">
              {reconciliation ? 'Together' : 'Together, as far as files tell'}
            </th>
            <td className="py-2 text-right font-medium">
              <Money value={explained} signed={false} />
            </td>
          </tr>
          {reconciliation?.balance ? (
            <tr>
              <th scope="row" className="py-1.5 pr-4 font-normal text-ink-soft">
                Balance the broker reports
              </th>
              <td className="py-1.5 text-right text-ink-soft">
                <Money value={reconciliation.balance} signed={false} />
              </td>
            </tr>
          ) : null}
        </tfoot>
      </table>
      {reconciliation ? (
        <p className="border-t border-rule py-2">
          <ReconciliationPill account={reconciliation} />
        </p>
      ) : null}
    </Card>
  )
}

function Counted({ count, of }: { count: number; of: string | null }) {
  if (of === null) return null
  return <span className="ml-2 whitespace-nowrap text-ink-faint">{countOf(count, of)}</span>
}
