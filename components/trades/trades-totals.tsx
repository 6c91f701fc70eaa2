import type { ReactNode } from 'react'
import { countOf } from '@/components/format/decimal'
import { Missing } from '@/components/format/missing'
import { Money } from '@/components/format/money'
import { percentText } from '@/components/format/percent'
import { cn } from '@/components/ui/class-names'
import { Td, Th } from '@/components/ui/table'
import type { TradeColumnId } from '@/lib/domain/trade-columns'
import type { MoneyView } from '@/lib/domain/views/money'
import type { TradeTotals } from '@/lib/domain/views/trades'
import { RESULT, STICKY } from './trade-row'

/** What all trades that match make, not only those in sight: the last rows of the table. */
export function TotalRows(props: { totals: TradeTotals[]; columns: TradeColumnId[] }) {
  const { totals, columns } = props
  const netAt = columns.indexOf('net')
  const after = columns.length - netAt - 1
  const cell = 'group-last/row:border-b-0 font-medium bg-sunken'
  return (
    <tfoot className="sticky bottom-0 z-20 max-md:hidden">
      {totals.map((total) => (
        <tr key={total.currency} className="group/row">
          <Th
            scope="row"
            colSpan={netAt}
            className={cn(
              STICKY,
              'group-last/row:border-b-0 bg-sunken text-table text-ink lg:bg-sunken',
            )}
          >
            <span className="flex flex-wrap gap-x-4 overflow-hidden">
              <TotalName total={total} alone={totals.length === 1} />
              <TotalFacts total={total} />
            </span>
          </Th>
          <Td className={cn(cell, RESULT, 'text-right md:bg-sunken')}>
            <Money value={total.net} />
          </Td>
          {after > 0 ? <Td colSpan={after} className={cell} /> : null}
        </tr>
      ))}
    </tfoot>
  )
}

/** The same above the list, where the end of the list is a long way down. */
export function TotalsOnPhone({ totals }: { totals: TradeTotals[] }) {
  return (
    <ul className="mb-3 flex flex-col gap-2 rounded-lg border border-rule bg-sunken px-4 py-3 text-table md:hidden">
      {totals.map((total) => (
        <li key={total.currency}>
          <p className="flex justify-between gap-4 font-medium">
            <span>
              <TotalName total={total} alone={totals.length === 1} />
            </span>
            <Money value={total.net} />
          </p>
          <p className="mt-1 flex flex-wrap gap-x-4">
            <TotalFacts total={total} />
          </p>
        </li>
      ))}
    </ul>
  )
}

function TotalName({ total, alone }: { total: TradeTotals; alone: boolean }) {
  return (
    <span>
      Total{alone ? '' : ` in ${total.currency}`}
      <span className="font-normal text-ink-soft"> of {countOf(total.trades, 'trade')}</span>
    </span>
  )
}

function TotalFacts({ total }: { total: TradeTotals }) {
  const { winRate, wins, losses, parts, partlyOpen } = total
  return (
    <>
      <Fact
        name="Win rate"
        title={`${countOf(wins, 'win')} and ${countOf(losses, 'loss', 'losses')} of ${countOf(total.trades, 'trade')}`}
      >
        {winRate.value === null ? <Missing why={winRate.reason} /> : percentText(winRate.value)}
      </Fact>
      {parts ? (
        <>
          <Part name="Commission" value={parts.commission} known={parts.trades} of={total.trades} />
          <Part name="Swap" value={parts.swap} known={parts.trades} of={total.trades} />
          {/[1-9]/.test(parts.conversionFee.amount) ? (
            <Part name="Fees" value={parts.conversionFee} known={parts.trades} of={total.trades} />
          ) : null}
        </>
      ) : null}
      {partlyOpen ? (
        <Fact
          name={`${countOf(partlyOpen.trades, 'position')} partly open`}
          title="What they realised so far. It is in none of these figures until they are closed."
        >
          <Money value={partlyOpen.net} bare plain />
        </Fact>
      ) : null}
    </>
  )
}

function Part(props: { name: string; value: MoneyView; known: number; of: number }) {
  const { known, of } = props
  return (
    <Fact
      name={props.name}
      title={
        known < of ? `Known of ${countOf(known, 'trade')}; files tell the net only.` : undefined
      }
    >
      <Money value={props.value} bare plain />
      {known < of ? <span aria-hidden>*</span> : null}
    </Fact>
  )
}

function Fact(props: { name: string; title?: string | undefined; children: ReactNode }) {
  return (
    <span title={props.title} className="font-normal text-ink-soft">
      {props.name} <span className="text-ink tabular-nums">{props.children}</span>
    </span>
  )
}
