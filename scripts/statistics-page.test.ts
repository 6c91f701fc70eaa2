import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { Dec } from '@/lib/domain/decimal'
import type { ClosedTrade } from '@/lib/domain/statistics/closed-trade'
import type { FigureResult } from '@/lib/domain/statistics/figure'
import { FIGURES } from '@/lib/domain/statistics/figures'
import { type AccountMoney, sampleOf } from '@/lib/domain/statistics/sample'
import { DEFAULT_SETTINGS, type FigureSettings } from '@/lib/domain/statistics/settings'

// docs/statistics.md defines the figures and works out all of them for twenty trades.

const PAGE = readFileSync(path.join(import.meta.dirname, '../docs/statistics.md'), 'utf8')
/** To which values are compared. */
const DECIMALS = 8
const DAY_MS = 86_400_000

const SETTINGS: FigureSettings = {
  ...DEFAULT_SETTINGS,
  timeZone: 'Europe/Berlin',
  riskFreeRate: new Dec('0.02'),
  simulation: { days: 252, ruin: new Dec('0.1') },
}
const TRADES = tableUnder('Trades').map(
  (row): ClosedTrade => ({
    currency: 'EUR',
    symbol: row.Symbol as string,
    direction: row.Direction === 'long' ? 'LONG' : 'SHORT',
    openedAt: row.Opened ? instant(row.Opened) : null,
    closedAt: instant(row.Closed as string),
    net: amount(row.Net),
    gross: amount(row.Gross),
    commission: amount(row.Commission),
    swap: amount(row.Swap),
    lots: row.Lots ? amount(row.Lots) : null,
    risk: row.Risk ? amount(row.Risk) : null,
    plannedRatio: row.Planned ? amount(row.Planned) : null,
  }),
)
const MONEY: AccountMoney = {
  openingBalance: new Dec(10_000),
  moves: tableUnder('Deposits and withdrawals').map((row) => ({
    at: instant(row.Moved as string),
    amount: amount(row.Amount),
  })),
}
const SAMPLE = sampleOf(TRADES, SETTINGS, MONEY)
const TWICE = sampleOf(
  [...TRADES, ...TRADES.map((trade) => later(trade, 182 * DAY_MS))],
  SETTINGS,
  MONEY,
)
const SECTIONS = sections()

describe('the page of statistics', () => {
  test('has every figure once, and no other', () => {
    expect(SECTIONS.map(({ id }) => id).sort()).toEqual(FIGURES.map(({ id }) => id).sort())
  })

  test.each(FIGURES.map((figure) => [figure.id, figure] as const))('words of %s', (id, figure) => {
    const { name, words, unit, formula } = sectionOf(id)
    expect({ name, words, unit, source: formula }).toEqual({
      name: figure.name,
      words: figure.words,
      unit: figure.unit,
      source: figure.source,
    })
  })

  test.each(FIGURES.map((figure) => [figure.id, figure] as const))('value of %s', (id, figure) => {
    const { value, twice } = sectionOf(id)
    expect(told(figure.compute(SAMPLE), figure.countedIn)).toBe(withAllDecimals(value))
    if (twice) expect(told(figure.compute(TWICE), figure.countedIn)).toBe(withAllDecimals(twice))
  })

  test('gives a value to every figure, once or twice', () => {
    const withoutNumber = SECTIONS.filter(({ value, twice }) => !/^−?\d/.test(twice ?? value))
    expect(withoutNumber).toEqual([])
  })

  test('draws the curve of the code', () => {
    const { points } = SAMPLE.curve()
    const rows = tableUnder('The curve')
    expect(rows.length).toBe(points.length)
    points.forEach((point, index) => {
      const row = rows[index] ?? {}
      expect([
        SAMPLE.trades[index]?.day,
        SAMPLE.trades[index]?.outcome,
        written(point.equity, 2),
        written(point.peak, 2),
        written(point.drawdown, 2),
        written((point.share as Dec).times(100), 6),
      ]).toEqual([row.Day, row.Class, row.Balance, row.Peak, row.Drawdown, row['Drawdown %']])
    })
  })

  test('has the days of the code, and their returns', () => {
    const returns = new Map(SAMPLE.returns().returns.map(({ day, value }) => [day, value]))
    expect(
      SAMPLE.days().map(({ day, trades, result }) => ({
        Day: day,
        Trades: String(trades),
        Result: written(result, 2),
        Return: written(returns.get(day) as Dec, 10),
      })),
    ).toEqual(tableUnder('Days').map(({ 'Balance at start': _, ...row }) => row))
  })
})

type Row = Record<string, string>
type Section = {
  id: string
  name: string
  words: string
  unit: string
  formula: string
  value: string
  twice: string | null
}

function tableUnder(heading: string): Row[] {
  const [, after = ''] = PAGE.split(`\n### ${heading}\n`)
  const lines = (after.split('\n#')[0] ?? '').split('\n').filter((line) => line.startsWith('|'))
  const [head = [], , ...rows] = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  return rows.map((cells) => Object.fromEntries(head.map((name, at) => [name, cells[at] ?? ''])))
}

function sections(): Section[] {
  return PAGE.split('\n#### ')
    .slice(1)
    .map((text) => {
      const [name = '', , words = ''] = text.split('\n')
      const line = (label: string) => text.match(new RegExp(`^- ${label}: (.*)$`, 'm'))?.[1]
      const [, id = '', unit = ''] = line('Figure')?.match(/^`(\w+)`, (\w+)$/) ?? []
      const [formula = '', value = '', twice = null] = ['Formula', 'Value', 'Twice'].map(line)
      return { id, name, words, unit, formula, value, twice }
    })
}

function sectionOf(id: string): Section {
  const section = SECTIONS.find((each) => each.id === id)
  if (!section) throw new Error(`docs/statistics.md does not define ${id}`)
  return section
}

/** A result the way the page writes it. */
function told(
  { value, reason, used, leftOut }: FigureResult,
  countedIn: 'trades' | 'days',
): string {
  const number = value === null ? reason : written(value, DECIMALS)
  const counted = used === 1 ? countedIn.slice(0, -1) : countedIn
  const without = leftOut.map(({ count, why }) => `; left out ${count}: ${why}`)
  return `${number}, from ${used} ${counted}${without.join('')}`
}

/** The page leaves zeros away where a value ends. */
function withAllDecimals(value: string): string {
  return value.replace(/^−?[\d.]+(?=,)/, (number) => written(amount(number), DECIMALS))
}

function written(value: Dec, decimals: number): string {
  return value.toFixed(decimals).replace('-', '−')
}

function amount(cell: string | undefined): Dec {
  return new Dec((cell ?? '').replace('−', '-'))
}

function instant(cell: string): Date {
  return new Date(`${cell.replace(' ', 'T')}:00Z`)
}

function later(trade: ClosedTrade, ms: number): ClosedTrade {
  return {
    ...trade,
    openedAt: trade.openedAt && new Date(trade.openedAt.getTime() + ms),
    closedAt: new Date(trade.closedAt.getTime() + ms),
  }
}
