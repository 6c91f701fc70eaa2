import { Minus, TrendingDown, TrendingUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatDecimal, type Sign, signOf } from '@/components/format/decimal'
import { durationText } from '@/components/format/duration'
import { Missing } from '@/components/format/missing'
import { Money } from '@/components/format/money'
import { Price } from '@/components/format/price'
import { When } from '@/components/format/when'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/class-names'
import type { MoneyView } from '@/lib/domain/views/money'
import type { TradeView } from '@/lib/domain/views/trade'

const RESULT: Record<Sign, { word: string; icon: typeof Minus; className: string }> = {
  profit: { word: 'Profit', icon: TrendingUp, className: 'text-profit' },
  loss: { word: 'Loss', icon: TrendingDown, className: 'text-loss' },
  zero: { word: 'Even', icon: Minus, className: 'text-ink-soft' },
}

/** The result, what it is made of, and what the position was. */
export function TradeFigures({ trade }: { trade: TradeView }) {
  const result = RESULT[signOf(trade.net.amount)]
  const Icon = result.icon
  return (
    <Card className="grid overflow-hidden lg:grid-cols-[minmax(15rem,1fr)_minmax(0,2.4fr)]">
      <dl className="border-b border-rule px-5 py-4 lg:border-r lg:border-b-0">
        <dt className="text-table text-ink-soft">Net</dt>
        <dd className="mt-0.5 text-figure font-semibold tracking-tight">
          <Money value={trade.net} className="[&>span]:text-base [&>span]:tracking-normal" />
        </dd>
        <dd className={cn('mt-0.5 flex items-center gap-1 text-xs', result.className)}>
          <Icon aria-hidden className="size-3.5" />
          {result.word}
          {trade.closed ? ' after costs' : ' so far: part of the position is still open'}
        </dd>
        <dd className="mt-4">
          <Split trade={trade} />
        </dd>
      </dl>
      <dl className="grid grid-cols-2 content-start gap-x-6 gap-y-4 px-5 py-4 sm:grid-cols-4">
        <Fact label="Opened">
          {trade.openedAt ? <When at={trade.openedAt} as="table" /> : <Missing why={NO_OPENING} />}
        </Fact>
        <Fact label={trade.closed ? 'Closed' : 'Last exit'}>
          <When at={trade.closedAt} as="table" />
        </Fact>
        <Fact label="Held">
          {trade.heldSeconds === null ? (
            <Missing why={NO_OPENING} />
          ) : (
            durationText(trade.heldSeconds)
          )}
        </Fact>
        <Fact label="R">
          {trade.riskMultiple === null ? (
            <Missing why="Type in what was at risk to see R, the net in multiples of it" />
          ) : (
            <span title="Net divided by the risk you typed in">
              {formatDecimal(trade.riskMultiple, { digits: 2, signed: true })} R
            </span>
          )}
        </Fact>
        <Fact label="Average entry">
          <Price value={trade.entryPrice} digits={trade.priceDigits} />
        </Fact>
        <Fact label="Average exit">
          <Price value={trade.exitPrice} digits={trade.priceDigits} />
        </Fact>
        <Fact label="Lots">
          {trade.lots === null ? (
            <Missing why="The lot size of this symbol is not known" />
          ) : (
            formatDecimal(trade.lots, { digits: 2, maxDigits: 4 })
          )}
        </Fact>
        <Fact label="Pips">
          {trade.pips === null ? (
            <Missing why="The pip size of this symbol is not known" />
          ) : (
            formatDecimal(trade.pips, { digits: 1, signed: true })
          )}
        </Fact>
      </dl>
    </Card>
  )
}

const NO_OPENING = 'The file has no opening time'

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-ink-faint">{label}</dt>
      <dd className="mt-0.5 font-medium tabular-nums">{children}</dd>
    </div>
  )
}

/** How the net comes about, as a small sum. */
function Split({ trade }: { trade: TradeView }) {
  return (
    <span className="flex flex-col gap-1 text-table">
      <Part label="Gross" value={trade.gross} />
      <Part label="Commission" value={trade.commission} />
      <Part label="Swap" value={trade.swap} />
      {trade.conversionFee && signOf(trade.conversionFee.amount) !== 'zero' ? (
        <Part label="Conversion fee" value={trade.conversionFee} />
      ) : null}
    </span>
  )
}

function Part({ label, value }: { label: string; value: MoneyView | null }) {
  return (
    <span className="flex justify-between gap-4 text-ink-soft">
      {label}
      {value ? <Money value={value} bare plain /> : <Missing why="The file gives the net only" />}
    </span>
  )
}
