import { Minus, TrendingDown, TrendingUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { FigureLabel } from '@/components/figures/figure-label'
import { FigureValue } from '@/components/figures/figure-value'
import { countOf, formatCount, type Sign, signOf } from '@/components/format/decimal'
import { percentText } from '@/components/format/percent'
import { cn } from '@/components/ui/class-names'
import type { CurrencyFigures, DashboardView } from '@/lib/domain/views/dashboard'

const RESULT: Record<Sign, { word: string; icon: typeof Minus; className: string }> = {
  profit: { word: 'Profit', icon: TrendingUp, className: 'text-profit' },
  loss: { word: 'Loss', icon: TrendingDown, className: 'text-loss' },
  zero: { word: 'Even', icon: Minus, className: 'text-ink-soft' },
}
const WHEN = {
  net: 'after commission and swap',
  gross: 'before commission and swap',
} as const

export function HeadlineFigures(props: {
  figures: CurrencyFigures
  basis: DashboardView['basis']
}) {
  const { currency, digits, trades, wins, losses, figures } = props.figures
  const result = RESULT[signOf(figures.profit.value ?? '0')]
  const Icon = result.icon
  return (
    <dl className="grid grid-cols-2 gap-px border-b border-rule bg-rule lg:grid-cols-4">
      <Headline
        label={<FigureLabel figure={figures.profit} />}
        note={
          <span className={cn('inline-flex items-center gap-1', result.className)}>
            <Icon aria-hidden className="size-3.5" />
            {result.word} {WHEN[props.basis]}
          </span>
        }
        className="col-span-2 lg:col-span-1"
      >
        <FigureValue figure={figures.profit} currency={currency} digits={digits} />
      </Headline>
      <Headline label="Trades" note={outcomes(props.figures)} className="col-span-2 lg:col-span-1">
        {formatCount(trades)}
      </Headline>
      <Headline label={<FigureLabel figure={figures.winRate} />} note={winRateNote(props.figures)}>
        <FigureValue figure={figures.winRate} currency={currency} digits={digits} />
      </Headline>
      <Headline
        label={<FigureLabel figure={figures.profitFactor} />}
        note={wins > 0 && losses === 0 ? '(no losing trades)' : 'won for each 1 lost'}
      >
        {wins > 0 && losses === 0 ? (
          '∞'
        ) : (
          <FigureValue figure={figures.profitFactor} currency={currency} digits={digits} />
        )}
      </Headline>
    </dl>
  )
}

function Headline(props: {
  label: ReactNode
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

/** The real one beside the one that would neither win nor lose. */
function winRateNote({ trades, figures }: CurrencyFigures): string {
  const even = figures.breakEvenWinRate.value
  const of = `of ${countOf(trades, 'closed trade')}`
  return even === null ? of : `${of} · even at ${percentText(even)}`
}

function outcomes({ wins, losses, scratches }: CurrencyFigures): string {
  const even = scratches > 0 ? ` · ${formatCount(scratches)} even` : ''
  return `${countOf(wins, 'winner')} · ${countOf(losses, 'loser')}${even}`
}
