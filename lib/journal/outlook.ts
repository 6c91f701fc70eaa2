import { z } from 'zod'
import type { Queryable } from '@/lib/db/client'
import { Dec } from '@/lib/domain/decimal'
import { figureOf } from '@/lib/domain/statistics/figures'
import { type AccountMoney, type Sample, sampleOfDays } from '@/lib/domain/statistics/sample'
import type { FigureSettings } from '@/lib/domain/statistics/settings'
import type { CurrencyOutlook, OutlookView } from '@/lib/domain/views/outlook'
import type { Actor } from '@/lib/identity/sessions'
import { accountMoney } from './account-money'
import { figureSettings } from './figure-settings'
import { figureView } from './figure-view'
import { hasTrades } from './has-trades'
import { moneyView } from './money-view'
import { type ResultOfDay, resultsByDay } from './results-by-day'
import { TradeFilter } from './trade-filter'

export const OutlookQuery = TradeFilter.extend({
  /** Days with business ahead. */
  days: z.coerce.number().int().min(21).max(504).default(252).catch(252),
  /** The loss called ruin, in percent of the balance. */
  ruin: z.coerce.number().int().min(5).max(95).default(50).catch(50),
  /** For where no account tells what the balance was at the start. */
  balance: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,8})?$/)
    .refine((text) => Number(text) > 0)
    .optional()
    .catch(undefined),
})

const FIGURES = ['simulatedLow', 'simulatedMedian', 'simulatedHigh', 'riskOfRuin'] as const
const LOSSES = ['0.05', '0.1', '0.15', '0.2', '0.3', '0.4', '0.5', '0.75', '0.9']

/** Futures made of the days a filter leaves, per currency: bands of growth, and how deep they fell. */
export async function outlook(
  db: Queryable,
  { actor, query }: { actor: Actor; query: z.output<typeof OutlookQuery> },
): Promise<OutlookView> {
  const { days, ruin, balance, ...filter } = query
  const [base, results, money] = await Promise.all([
    figureSettings(db, actor, 'net'),
    resultsByDay(db, { actor, filter, basis: 'net' }),
    accountMoney(db, { actor, filter }),
  ])
  const share = new Dec(ruin).dividedBy(100)
  const settings: FigureSettings = { ...base, simulation: { days, ruin: share } }
  const currencies = [...results]
    .map(([currency, all]) => {
      const traded = all.filter(({ trades }) => trades > 0)
      return { currency, traded, known: money.get(currency) ?? null }
    })
    .filter(({ traded }) => traded.length > 0)
    .sort((a, b) => tradesOf(b.traded) - tradesOf(a.traded))
    .map(({ currency, traded, known }): CurrencyOutlook => {
      const typed: AccountMoney | null =
        known || !balance ? null : { openingBalance: new Dec(balance), moves: [] }
      const sample = sampleOfDays(traded, settings, known ?? typed)
      return {
        currency,
        digits: moneyView(0, currency).digits,
        ...simulated(sample),
        balance: known ? 'known' : typed ? 'typed' : 'not-known',
      }
    })
  return {
    currencies,
    days,
    ruin: share.toFixed(),
    hasTrades: currencies.length > 0 || (await hasTrades(db, actor)),
  }
}

function simulated(sample: Sample): Pick<CurrencyOutlook, 'figures' | 'bands' | 'ruin'> {
  const figures = Object.fromEntries(
    FIGURES.map((id) => [id, figureView(figureOf(id), figureOf(id).compute(sample))]),
  ) as CurrencyOutlook['figures']
  if (figures.simulatedMedian.value === null) return { figures, bands: [], ruin: [] }
  const { bands, chanceOfLoss } = sample.futures()
  return {
    figures,
    bands,
    ruin: LOSSES.map((loss) => ({ loss, chance: String(chanceOfLoss(Number(loss))) })),
  }
}

function tradesOf(days: ResultOfDay[]): number {
  return days.reduce((count, { trades }) => count + trades, 0)
}
