import { signOf } from '@/components/format/decimal'

/** A bar to the right of the middle for a profit, to the left for a loss. The amount stands beside it. */
export function ProfitBar({ amount, largest }: { amount: string; largest: number }) {
  const share = largest === 0 ? 0 : Math.abs(Number(amount)) / largest
  const isLoss = signOf(amount) === 'loss'
  return (
    <span aria-hidden className="flex h-2 w-32 items-stretch">
      <span className="flex w-1/2 justify-end border-r border-rule-strong">
        {isLoss ? (
          <span className="rounded-l-sm bg-loss" style={{ width: `${share * 100}%` }} />
        ) : null}
      </span>
      <span className="flex w-1/2">
        {isLoss ? null : (
          <span className="rounded-r-sm bg-profit" style={{ width: `${share * 100}%` }} />
        )}
      </span>
    </span>
  )
}
