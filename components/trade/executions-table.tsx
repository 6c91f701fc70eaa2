import { formatDecimal } from '@/components/format/decimal'
import { Missing } from '@/components/format/missing'
import { Money } from '@/components/format/money'
import { Price } from '@/components/format/price'
import { When } from '@/components/format/when'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import type { MoneyView } from '@/lib/domain/views/money'
import type { ExecutionView, TradeView } from '@/lib/domain/views/trade'

const NUMERIC = 'text-right'
const STICKY = 'sticky left-0 z-10 bg-surface group-hover/row:bg-hover max-md:border-r'

/** The entries and exits inside the one position, oldest first. */
export function ExecutionsTable({ trade }: { trade: TradeView }) {
  return (
    <TableFrame caption="Executions of this position">
      <thead>
        <tr>
          <Th className={STICKY}>Deal</Th>
          <Th>Time</Th>
          <Th>Side</Th>
          <Th className={NUMERIC}>Lots</Th>
          <Th className={NUMERIC}>Price</Th>
          <Th className={NUMERIC}>Commission</Th>
          <Th className={NUMERIC}>Swap</Th>
          <Th className={NUMERIC}>Gross</Th>
        </tr>
      </thead>
      <tbody>
        {trade.executions.map((execution) => (
          <Tr key={`${execution.part} ${execution.id}`}>
            <Td className={STICKY}>
              <Name execution={execution} />
            </Td>
            <Td>
              <When at={execution.at} as="table" />
            </Td>
            <Td className="text-ink-soft">{execution.side === 'BUY' ? 'Buy' : 'Sell'}</Td>
            <Td className={NUMERIC}>
              {execution.lots === null ? (
                <Missing why="The lot size of this symbol is not known" />
              ) : (
                formatDecimal(execution.lots, { digits: 2, maxDigits: 4 })
              )}
            </Td>
            <Td className={NUMERIC}>
              <Price value={execution.price} digits={trade.priceDigits} />
            </Td>
            <Td className={NUMERIC}>
              <Amount value={execution.commission} execution={execution} />
            </Td>
            <Td className={NUMERIC}>
              <Amount value={execution.swap} execution={execution} />
            </Td>
            <Td className={NUMERIC}>
              <Amount value={execution.gross} execution={execution} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </TableFrame>
  )
}

function Name({ execution }: { execution: ExecutionView }) {
  const remark = [execution.label, execution.comment].filter(Boolean).join(' · ')
  return (
    <span className="flex items-center gap-2">
      <span className="font-medium">{execution.part === 'entry' ? 'Entry' : 'Exit'}</span>
      {execution.turnedPosition ? (
        <span className="text-ink-soft">the rest of the deal that closed the other side</span>
      ) : null}
      {remark ? <span className="max-w-48 truncate text-ink-soft">{remark}</span> : null}
    </span>
  )
}

function Amount({ value, execution }: { value: MoneyView | null; execution: ExecutionView }) {
  if (value) return <Money value={value} bare plain className="text-ink-soft" />
  const why = execution.turnedPosition
    ? 'Booked with the trade that this deal closed'
    : execution.part === 'entry'
      ? 'Booked at the exit'
      : 'The file gives the net only'
  return <Missing why={why} />
}
