import { Dec } from '@/lib/domain/decimal'
import { type Answer, tallyFigure } from './figure'
import { NO_LOSSES, NO_TRADES, NO_WINS, NONE_DECIDED } from './reasons'
import { type Tally, totalOf } from './tally'

const group = 'core' as const

export const CORE_FIGURES = [
  tallyFigure({
    id: 'profit',
    name: 'Profit and loss',
    words:
      'All results added up: after commission, swap and fees, or before them when you switch to gross.',
    source: 'Σ result',
    unit: 'money',
    group,
    answer: totalOf,
  }),
  tallyFigure({
    id: 'trades',
    name: 'Trades',
    words: 'How many positions were closed. Partial closes of one position count once.',
    source: 'N',
    unit: 'count',
    group,
    answer: ({ trades }) => trades,
  }),
  tallyFigure({
    id: 'wins',
    name: 'Winning trades',
    words: 'Trades that ended above zero, or above the break-even tolerance if you set one.',
    source: 'W',
    unit: 'count',
    group,
    answer: ({ wins }) => wins,
  }),
  tallyFigure({
    id: 'losses',
    name: 'Losing trades',
    words: 'Trades that ended below zero, or below the break-even tolerance if you set one.',
    source: 'L',
    unit: 'count',
    group,
    answer: ({ losses }) => losses,
  }),
  tallyFigure({
    id: 'scratches',
    name: 'Break-even trades',
    words: 'Trades that ended at zero or within the tolerance: neither wins nor losses.',
    source: 'B = N − W − L',
    unit: 'count',
    group,
    answer: ({ scratches }) => scratches,
  }),
  tallyFigure({
    id: 'winRate',
    name: 'Win rate',
    words: 'Winning trades out of all trades, break-even trades included.',
    source: 'W / N',
    unit: 'percent',
    group,
    answer: ({ wins, trades }) => share(wins, trades),
  }),
  tallyFigure({
    id: 'decidedWinRate',
    name: 'Win rate without break-even',
    words: 'Winning trades out of those that won or lost; break-even trades are not counted.',
    source: 'W / (W + L)',
    unit: 'percent',
    group,
    uses: ({ wins, losses }) => wins + losses,
    answer: ({ wins, losses }) => share(wins, wins + losses, NONE_DECIDED),
  }),
  tallyFigure({
    id: 'averageWin',
    name: 'Average win',
    words: 'The mean result of the winning trades.',
    source: 'w̄ = Σ wins / W',
    unit: 'money',
    group,
    uses: ({ wins }) => wins,
    answer: averageWin,
  }),
  tallyFigure({
    id: 'averageLoss',
    name: 'Average loss',
    words: 'The mean result of the losing trades, as a positive amount.',
    source: 'l̄ = |Σ losses| / L',
    unit: 'money',
    group,
    uses: ({ losses }) => losses,
    answer: averageLoss,
  }),
  tallyFigure({
    id: 'largestWin',
    name: 'Largest win',
    words: 'The best result of a single trade.',
    source: 'max(wins)',
    unit: 'money',
    group,
    uses: ({ wins }) => wins,
    answer: ({ largestWin }) => largestWin ?? { none: NO_WINS },
  }),
  tallyFigure({
    id: 'largestLoss',
    name: 'Largest loss',
    words: 'The worst result of a single trade, as a positive amount.',
    source: '|min(losses)|',
    unit: 'money',
    group,
    uses: ({ losses }) => losses,
    answer: ({ largestLoss }) => largestLoss?.abs() ?? { none: NO_LOSSES },
  }),
  tallyFigure({
    id: 'payoff',
    name: 'Payoff ratio',
    words: 'How many times the average loss an average win is.',
    source: 'w̄ / l̄',
    unit: 'ratio',
    group,
    uses: ({ wins, losses }) => wins + losses,
    answer: payoff,
  }),
  tallyFigure({
    id: 'profitFactor',
    name: 'Profit factor',
    words:
      'Money won for each unit of money lost. Above 1 is profit; without losses there is none.',
    source: 'Σ wins / |Σ losses|',
    unit: 'ratio',
    group,
    uses: ({ wins, losses }) => wins + losses,
    answer: profitFactor,
  }),
  tallyFigure({
    id: 'expectancy',
    name: 'Expectancy',
    words: 'What a trade brought on average, wins, losses and break-even trades together.',
    source: 'Σ result / N = W/N · w̄ − L/N · l̄ + Σ scratches / N',
    unit: 'money',
    group,
    answer: (tally) =>
      tally.trades === 0 ? { none: NO_TRADES } : totalOf(tally).dividedBy(tally.trades),
  }),
  tallyFigure({
    id: 'breakEvenWinRate',
    name: 'Break-even win rate',
    words:
      'The win rate without break-even trades at which this payoff ratio would neither win nor lose.',
    source: '1 / (1 + payoff)',
    unit: 'percent',
    group,
    uses: ({ wins, losses }) => wins + losses,
    answer: (tally) => {
      const ratio = payoff(tally)
      return 'none' in ratio ? ratio : new Dec(1).dividedBy(ratio.plus(1))
    },
  }),
  tallyFigure({
    id: 'kelly',
    name: 'Kelly share',
    words:
      'The share of the balance per trade beyond which more risk would have slowed growth. A ceiling, not advice.',
    source: 'p − (1 − p) / payoff, p = W / (W + L) (Kelly 1956)',
    unit: 'percent',
    group: 'adjusted',
    uses: ({ wins, losses }) => wins + losses,
    answer: (tally) => {
      const ratio = payoff(tally)
      if ('none' in ratio) return ratio
      const p = new Dec(tally.wins).dividedBy(tally.wins + tally.losses)
      return p.minus(new Dec(1).minus(p).dividedBy(ratio))
    },
  }),
] as const

function share(part: number, whole: number, none = NO_TRADES): Answer {
  return whole === 0 ? { none } : new Dec(part).dividedBy(whole)
}

function averageWin({ wins, won }: Tally): Dec | { none: string } {
  return wins === 0 ? { none: NO_WINS } : won.dividedBy(wins)
}

function averageLoss({ losses, lost }: Tally): Dec | { none: string } {
  return losses === 0 ? { none: NO_LOSSES } : lost.abs().dividedBy(losses)
}

function payoff(tally: Tally): Dec | { none: string } {
  if (tally.trades === 0) return { none: NO_TRADES }
  const loss = averageLoss(tally)
  if ('none' in loss) return loss
  const win = averageWin(tally)
  return 'none' in win ? win : win.dividedBy(loss)
}

function profitFactor({ trades, wins, losses, won, lost }: Tally): Answer {
  if (trades === 0) return { none: NO_TRADES }
  if (losses === 0) return { none: wins === 0 ? NONE_DECIDED : NO_LOSSES }
  return won.dividedBy(lost.abs())
}
