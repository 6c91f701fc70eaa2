import type { FileRecord } from './containers/table'
import { type DealField, isDealField } from './headers/fields'
import { comparable } from './headers/language'
import { isMissing } from './plain-text'
import { readDirection } from './read-direction'
import type { HeaderCell } from './read-header'
import { readNumber } from './read-number'
import { readQuantity } from './read-quantity'
import { looksLikeTime } from './read-time'
import type { Confidence } from './types'

export type ColumnGuess = { field: DealField | null; confidence: Confidence }
export type Shape = 'time' | 'number' | 'quantity' | 'direction' | 'text' | 'empty'

const LOOKED_AT = 100
const ENOUGH = 0.8

/** What most cells of a column are. */
export function shapeOf(index: number, records: readonly FileRecord[]): Shape {
  const cells = records
    .slice(0, LOOKED_AT)
    .map((record) => record.cells[index] ?? '')
    .filter((cell) => !isMissing(cell))
  if (cells.length === 0) return 'empty'
  const most = (is: (cell: string) => boolean) => cells.filter(is).length >= cells.length * ENOUGH
  if (most(looksLikeTime)) return 'time'
  if (most((cell) => readDirection(cell) !== null)) return 'direction'
  if (most(isNumber)) return 'number'
  if (most((cell) => readQuantity(cell, '.', 'lots').kind === 'quantity')) return 'quantity'
  return 'text'
}

const isNumber = (cell: string) =>
  readNumber(cell, '.').kind === 'number' || readNumber(cell, ',').kind === 'number'

/** Words in headers of other programs, and what a column called so must hold. */
const SIMILAR: readonly (readonly [DealField, readonly Shape[], RegExp])[] = [
  ['closedAt', ['time'], /clos|exit|cierre|cloture/],
  ['openedAt', ['time'], /open|entry|apertura|ouverture|entrada|entree/],
  ['direction', ['direction'], /side|direction|type|action|buy|position|tipo|sens/],
  ['symbol', ['text'], /symbol|instrument|market|ticker|pair|asset|item|simbolo|symbole/],
  ['exitPrice', ['number'], /(?:clos|exit|cierre|cloture|sell).*(?:price|px|rate)|exit$/],
  ['entryPrice', ['number'], /(?:open|entry|entrada|entree|avg|buy).*(?:price|px|rate)|entry$/],
  [
    'quantity',
    ['number', 'quantity'],
    /qty|quantity|size|lots?\b|volume|amount|contracts|cantidad/,
  ],
  ['commission', ['number'], /commission|comision|fee/],
  ['swap', ['number'], /swap|rollover|financing|overnight/],
  ['gross', ['number'], /gross|brut/],
  ['net', ['number'], /\bnet\b|profit|p ?[&/]? ?l\b|pnl|result|neto/],
  ['balance', ['number'], /balance|saldo|solde/],
  ['currency', ['text'], /currency|divisa|devise/],
  ['comment', ['text', 'number'], /comment|note/],
]

/**
 * What each column probably is: by its header, by a similar header, and last by the shape of its
 * cells, which only fills in the form and never decides.
 */
export function guessColumns(
  headers: readonly HeaderCell[],
  records: readonly FileRecord[],
): ColumnGuess[] {
  const shapes = headers.map(({ index }) => shapeOf(index, records))
  const guesses: ColumnGuess[] = headers.map(({ field, proof }) =>
    field && isDealField(field)
      ? { field, confidence: proof ? 'sure' : 'likely' }
      : { field: null, confidence: 'choose' },
  )
  const taken = new Set(guesses.map(({ field }) => field))
  const take = (index: number, field: DealField, confidence: Confidence) => {
    if (taken.has(field) || guesses[index]?.field !== null) return
    guesses[index] = { field, confidence }
    taken.add(field)
  }
  for (const [field, wanted, words] of SIMILAR) {
    headers.forEach(({ header }, index) => {
      const shape = shapes[index] ?? 'empty'
      if (wanted.includes(shape) && words.test(comparable(header))) take(index, field, 'likely')
    })
  }
  const free = (shape: Shape) =>
    shapes.flatMap((one, index) => (one === shape && guesses[index]?.field === null ? [index] : []))
  const times = free('time')
  const closing = times[times.length - 1]
  if (closing !== undefined) take(closing, 'closedAt', 'choose')
  if (times.length > 1 && times[0] !== undefined) take(times[0], 'openedAt', 'choose')
  const [direction] = free('direction')
  if (direction !== undefined) take(direction, 'direction', 'choose')
  const prices = closePair(free('number'), records)
  if (prices) {
    take(prices[0], 'entryPrice', 'choose')
    take(prices[1], 'exitPrice', 'choose')
  }
  const sums = runningSum(free('number'), records)
  if (sums) {
    take(sums[0], 'net', 'choose')
    take(sums[1], 'balance', 'choose')
  }
  const [quantity] = free('quantity')
  if (quantity !== undefined) take(quantity, 'quantity', 'choose')
  const [symbol] = free('text')
  if (symbol !== undefined) take(symbol, 'symbol', 'choose')
  return guesses
}

const valueAt = (record: FileRecord, index: number) => {
  const reading = readNumber(record.cells[index] ?? '', '.')
  return reading.kind === 'number' ? Number(reading.value) : Number.NaN
}

const NEAR = 0.1

/** Two columns of prices: close to each other in every row, and not the same. */
function closePair(
  columns: readonly number[],
  records: readonly FileRecord[],
): [number, number] | null {
  const rows = records.slice(0, LOOKED_AT)
  for (const [at, one] of columns.entries()) {
    for (const two of columns.slice(at + 1)) {
      const pairs = rows.map((row) => [valueAt(row, one), valueAt(row, two)] as const)
      const near = pairs.every(
        ([a, b]) => a > 0 && b > 0 && Math.abs(a - b) < NEAR * Math.max(a, b),
      )
      if (near && pairs.some(([a, b]) => a !== b)) return [one, two]
    }
  }
  return null
}

/** A column that grows by what another holds: balance and net. */
function runningSum(
  columns: readonly number[],
  records: readonly FileRecord[],
): [number, number] | null {
  const rows = records.slice(0, LOOKED_AT)
  if (rows.length < 3) return null
  for (const net of columns) {
    for (const balance of columns) {
      if (net === balance) continue
      const follows = rows.every((row, at) => {
        const before = rows[at - 1]
        if (!before) return true
        const growth = valueAt(row, balance) - valueAt(before, balance)
        return Math.abs(growth - valueAt(row, net)) < 0.02
      })
      if (follows) return [net, balance]
    }
  }
  return null
}
