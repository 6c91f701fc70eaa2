import { Minus, TrendingDown, TrendingUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { countOf, formatCount, formatDecimal, type Sign, signOf } from '@/components/format/decimal'
import { Missing } from '@/components/format/missing'
import { Money } from '@/components/format/money'
import { percentText } from '@/components/format/percent'
import { cn } from '@/components/ui/class-names'
import type { CurrencyFigures } from '@/lib/domain/views/dashboard'

const RESULT: Record<Sign, { word: string; icon: typeof Minus; className: string }> = {
  profit: { word: 'Profit', icon: TrendingUp, className: 'text-profit' },
  loss: { word: 'Loss', icon: TrendingDown, className: 'text-loss' },
  zero: { word: 'Even', icon: Minus, className: 'text-ink-soft' },
}

export function HeadlineFigures({ figures }: { figures: CurrencyFigures }) {
  const result = RESULT[signOf(figures.netProfit.amount)]
  const Icon = result.icon
  return (
    <dl className="grid grid-cols-2 gap-px border-b border-rule bg-rule lg:grid-cols-4">
      <Figure
        label="Net P&L"
        note={
          <span className={cn('inline-flex items-center gap-1', result.className)}>
            <Icon aria-hidden className="size-3.5" />
            {result.word} after commission and swap
          </span>
        }
        className="col-span-2 lg:col-span-1"
      >
        <Money value={figures.netProfit} className="[&>span]:text-base [&>span]:tracking-normal" />
      </Figure>
      <Figure label="Trades" note={outcomes(figures)} className="col-span-2 lg:col-span-1">
        {formatCount(figures.trades)}
      </Figure>
      <Figure label="Win rate" note={`of ${countOf(figures.trades, 'closed trade')}`}>
        {figures.winRate === null ? (
          <Missing why="No closed trade yet" />
        ) : (
          percentText(figures.winRate)
        )}
      </Figure>
      <Figure label="Profit factor" note={profitFactorNote(figures)}>
        <ProfitFactor value={figures.profitFactor} />
      </Figure>
    </dl>
  )
}

function Figure(props: {
  label: string
  note: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <div className={cn('flex min-w-0 flex-col bg-surface px-5 py-4', props.className)}>
      <dt className="text-table text-ink-soft">{props.label}</dt>
      <dd className="mt-0.5 truncate text-figure tabular-nums font-semibold tracking-tight">
        {props.children}
      </dd>
      <dd className="mt-0.5 text-xs text-ink-faint">{props.note}</dd>
    </div>
  )
}

function ProfitFactor({ value }: { value: CurrencyFigures['profitFactor'] }) {
  if (value === null) return <Missing why="No closed trade yet" />
  if (value === 'infinite') return <span>∞</span>
  return <span>{formatDecimal(value, { digits: 2 })}</span>
}

function profitFactorNote({ profitFactor }: CurrencyFigures): string {
  if (profitFactor === null) return 'needs a closed trade'
  if (profitFactor === 'infinite') return '(no losing trades)'
  return 'won for each 1 lost'
}

function outcomes({ wins, losses, scratches }: CurrencyFigures): string {
  const even = scratches > 0 ? ` · ${formatCount(scratches)} even` : ''
  return `${countOf(wins, 'winner')} · ${countOf(losses, 'loser')}${even}`
}
