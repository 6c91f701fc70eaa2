import { HeatMark } from './heat-mark'

const SHARES = ['0.05', '0.2', '0.4', '1']

/** What the marks of a year mean. */
export function HeatLegend() {
  return (
    <ul className="mt-5 flex flex-wrap items-center gap-x-5 gap-y-2 border-t border-rule pt-3 text-xs text-ink-soft">
      <li className="flex items-center gap-1.5">
        <Marks nets={SHARES.map((share) => `-${share}`).toReversed()} />
        Loss
      </li>
      <li className="flex items-center gap-1.5">
        <Marks nets={SHARES} />
        Profit
      </li>
      <li className="flex items-center gap-1.5">
        <Marks nets={['0']} />
        Even
      </li>
      <li className="flex items-center gap-1.5">
        <Marks nets={[null]} />
        No trades
      </li>
      <li className="text-ink-faint">The stronger, the closer to the largest day of the year</li>
    </ul>
  )
}

function Marks({ nets }: { nets: (string | null)[] }) {
  return (
    <span aria-hidden className="flex gap-0.5">
      {nets.map((net) => (
        <HeatMark key={net} net={net} largest={1} className="size-3.5" />
      ))}
    </span>
  )
}
