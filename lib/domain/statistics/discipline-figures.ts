import { Dec, sum } from '@/lib/domain/decimal'
import { groupBy } from '@/lib/domain/group-by'
import { type Answer, dayFigure, type LeftOut, sampleFigure } from './figure'
import { mean, median, sampleDeviation } from './moments'
import { tooFew, WITHOUT_LOTS, WITHOUT_OPENING } from './reasons'
import type { SampleTrade } from './sample'

const group = 'discipline' as const
const FEWEST_DAYS = 10

export const DISCIPLINE_FIGURES = [
  sampleFigure({
    id: 'lotSpread',
    name: 'Spread of position sizes',
    words:
      'How much lots differ from their average, symbol by symbol, weighted by the number of trades. 0 is always the same size.',
    source: 'sd(lots) / mean(lots) by symbol with two trades or more, weighted by trades',
    unit: 'percent',
    group,
    answer: ({ trades }) => {
      const sized = trades.filter(({ lots }) => lots?.gt(0))
      const symbols = [...groupBy(sized, ({ symbol }) => symbol).values()].filter(
        (ofSymbol) => ofSymbol.length > 1,
      )
      const used = symbols.flat().length
      const spreads = symbols.map((ofSymbol) => {
        const lots = ofSymbol.map((trade) => trade.lots as Dec)
        return (sampleDeviation(lots) as Dec).dividedBy(mean(lots)).times(lots.length)
      })
      return {
        used,
        leftOut: [
          { count: trades.length - sized.length, why: WITHOUT_LOTS },
          { count: sized.length - used, why: 'the only trade of its symbol' },
        ],
        answer: used === 0 ? { none: 'No symbol with two trades' } : sum(spreads).dividedBy(used),
      }
    },
  }),
  sampleFigure({
    id: 'sizeAfterLoss',
    name: 'Size after a loss',
    words:
      'Lots of the next trade in the same symbol over lots of the losing trade before it, on average. Above 1 you trade bigger after losing.',
    source: 'mean(lots of the next trade opened in the symbol / lots of the loss)',
    unit: 'ratio',
    group,
    answer: (sample) => sizeAfter('loss', sample.trades),
  }),
  sampleFigure({
    id: 'sizeAfterWin',
    name: 'Size after a win',
    words:
      'Lots of the next trade in the same symbol over lots of the winning trade before it, on average: what size after a loss compares with.',
    source: 'mean(lots of the next trade opened in the symbol / lots of the win)',
    unit: 'ratio',
    group,
    answer: (sample) => sizeAfter('win', sample.trades),
  }),
  sampleFigure({
    id: 'pauseAfterLoss',
    name: 'Pause after a loss',
    words:
      'From closing a losing trade until the next one is opened: half of the pauses are shorter.',
    source: 'median(next opening − close of the loss)',
    unit: 'duration',
    group,
    answer: (sample) => pauseAfter('loss', sample.trades),
  }),
  sampleFigure({
    id: 'pauseAfterWin',
    name: 'Pause after a win',
    words:
      'From closing a winning trade until the next one is opened: half of the pauses are shorter.',
    source: 'median(next opening − close of the win)',
    unit: 'duration',
    group,
    answer: (sample) => pauseAfter('win', sample.trades),
  }),
  dayFigure({
    id: 'tradesBeyondUsual',
    name: 'Trades beyond the usual day',
    words:
      'Trades above your usual daily count, which is the average and twice its spread. From 10 days with trades on.',
    source: 'Σ max(0, n_d − ⌊mean(n) + 2·sd(n)⌋)',
    unit: 'count',
    group,
    answer: (days) => {
      if (days.length < FEWEST_DAYS) return { none: tooFew(FEWEST_DAYS, days.length, 'days') }
      const counts = days.map(({ trades }) => new Dec(trades))
      const usual = mean(counts)
        .plus((sampleDeviation(counts) as Dec).times(2))
        .floor()
      return sum(counts.map((count) => Dec.max(0, count.minus(usual))))
    },
  }),
] as const

type Decided = 'win' | 'loss'
type Found = { answer: Answer; used: number; leftOut: LeftOut[] }
type Opened = SampleTrade & { openedAt: Date }

const NO_NEXT: Record<Decided, string> = {
  win: 'No trade followed a win',
  loss: 'No trade followed a loss',
}

function sizeAfter(outcome: Decided, trades: SampleTrade[]): Found {
  const ofSymbol = groupBy(byOpening(trades), ({ symbol }) => symbol)
  const pairs = following(outcome, trades, ({ symbol }) => ofSymbol.get(symbol) ?? [])
  const ratios = pairs.flatMap(({ before, next }) =>
    before.lots?.gt(0) && next.lots ? next.lots.dividedBy(before.lots) : [],
  )
  return {
    used: ratios.length,
    leftOut: [withoutOpening(trades), { count: pairs.length - ratios.length, why: WITHOUT_LOTS }],
    answer: ratios.length === 0 ? { none: NO_NEXT[outcome] } : mean(ratios),
  }
}

function pauseAfter(outcome: Decided, trades: SampleTrade[]): Found {
  const opened = byOpening(trades)
  const pauses = following(outcome, trades, () => opened).map(({ before, next }) =>
    new Dec(next.openedAt.getTime() - before.closedAt.getTime()).dividedBy(1000),
  )
  return {
    used: pauses.length,
    leftOut: [withoutOpening(trades)],
    answer: pauses.length === 0 ? { none: NO_NEXT[outcome] } : median(pauses),
  }
}

function byOpening(trades: SampleTrade[]): Opened[] {
  return trades
    .filter((trade): trade is Opened => trade.openedAt !== null)
    .sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime())
}

/** Each trade of an outcome with the first of its candidates that was opened at its close or later. */
function following(
  outcome: Decided,
  trades: SampleTrade[],
  candidatesOf: (trade: SampleTrade) => Opened[],
): { before: SampleTrade; next: Opened }[] {
  return trades.flatMap((before) => {
    if (before.outcome !== outcome) return []
    const candidates = candidatesOf(before)
    let index = firstFrom(candidates, before.closedAt)
    if (candidates[index] === before) index += 1
    const next = candidates[index]
    return next ? { before, next } : []
  })
}

function withoutOpening(trades: SampleTrade[]): LeftOut {
  return {
    count: trades.filter(({ openedAt }) => openedAt === null).length,
    why: WITHOUT_OPENING,
  }
}

/** Index of the first trade opened at this instant or later. */
function firstFrom(opened: Opened[], at: Date): number {
  let low = 0
  let high = opened.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((opened[middle] as Opened).openedAt < at) low = middle + 1
    else high = middle
  }
  return low
}
