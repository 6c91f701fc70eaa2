import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChosenColumns } from './choose-columns'
import { LineCursor, PlainLines } from './containers/delimited/plain-lines'
import { splitCells } from './containers/delimited/split-cells'
import type { DealField } from './headers/fields'
import { LineMapper } from './map-line'
import { mapRow, type Reading } from './map-row'
import { readHeaderCell } from './read-header'

const FIELDS = [
  ['dealId', 'Deal ID'],
  ['symbol', 'Symbol'],
  ['direction', 'Opening direction'],
  ['closingDirection', 'Closing direction'],
  ['openedAt', 'Opening time'],
  ['closedAt', 'Closing time'],
  ['entryPrice', 'Entry price'],
  ['exitPrice', 'Closing price'],
  ['quantity', 'Closing Quantity'],
  ['gross', 'Gross $'],
  ['swap', 'Swap'],
  ['commission', 'Commission'],
  ['net', 'Net $'],
  ['balance', 'Balance $'],
  ['positionId', 'Position ID'],
  ['orderId', 'Order ID'],
  ['comment', 'Comment'],
] as const satisfies readonly (readonly [DealField, string])[]

const ODD = fc.constantFrom(
  '',
  ' ',
  '—',
  '-',
  'n/a',
  'NaN',
  '1e5',
  '#####',
  'é\u00a0',
  'x'.repeat(70),
)
const digits = fc.stringMatching(/^\d{1,17}$/)
const number = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^-?(?:0|[1-9]\d{0,5})(?:\.\d{1,5})?$/) },
  fc.stringMatching(/^[-+(]?0{0,2}\d{0,3}[ \u00a0]?\d{0,4}[.,]?\d{0,13}[$€)-]?$/),
  fc.constantFrom('0', '-0', '-0.00', '0.00', '007.50', '1 428.5', '-1 049.40', '$5', '.5', '5.'),
  ODD,
)
const time = fc.oneof(
  fc
    .date({ min: new Date('1985-01-01'), max: new Date('2105-01-01'), noInvalidDate: true })
    .chain((at) => {
      const [date = '', clock = ''] = at.toISOString().slice(0, -1).split('T')
      const [year, month, day] = date.split('-')
      return fc.constantFrom(
        `${day}/${month}/${year} ${clock}`,
        `${day} Jul ${year} ${clock}`,
        `${day}/${month}/${year} ${clock.slice(0, 8)}`,
        `31/02/${year} ${clock}`,
        `${day} Foo ${year} ${clock}`,
      )
    }),
  ODD,
)
const id = fc.oneof(
  digits,
  digits.map((text) => `DID${text}`),
  fc.constantFrom('PID7', 'did7', '0'),
  ODD,
)
const text = fc.oneof(fc.constantFrom('cTrader Web', 'OID7', 'mine', '=1+1', 'n/a'), ODD)
const direction = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('Buy', 'Sell') },
  fc.constantFrom('buy', 'Long', 'Acheter', 'Both'),
  ODD,
)
const CELLS: Record<(typeof FIELDS)[number][0], fc.Arbitrary<string>> = {
  dealId: id,
  symbol: fc.oneof(fc.constantFrom('EURUSD', 'US100.cash', 'JPM.US', 'E', 'Gold!', 'Ä1'), ODD),
  direction,
  closingDirection: direction,
  openedAt: time,
  closedAt: time,
  entryPrice: number,
  exitPrice: number,
  quantity: fc.oneof(
    number,
    number.map((digits) => `${digits} Lots`),
    fc.constantFrom('5 Oz'),
  ),
  gross: number,
  swap: number,
  commission: number,
  net: number,
  balance: number,
  positionId: fc.oneof({ weight: 8, arbitrary: fc.constant('') }, id),
  orderId: text,
  comment: text,
}

const NEEDED: ReadonlySet<DealField> = new Set<DealField>([
  'symbol',
  'direction',
  'closedAt',
  'entryPrice',
  'exitPrice',
  'quantity',
  'net',
])
const GOOD: Partial<Record<DealField, string>> = {
  symbol: 'EURUSD',
  direction: 'Buy',
  closingDirection: 'Sell',
  openedAt: '14/07/2026 09:15:42.118',
  closedAt: '14/07/2026 19:15:42.118',
  entryPrice: '1.08420',
  exitPrice: '1.08520',
  quantity: '0.50 Lots',
}

function usually(good: string | undefined, cell: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return good === undefined ? cell : fc.oneof({ weight: 6, arbitrary: fc.constant(good) }, cell)
}

/** A row of a file that has these columns, quoted or not. */
const rows = fc
  .subarray([...FIELDS])
  .map((some) => FIELDS.filter((one) => some.includes(one) || NEEDED.has(one[0])))
  .chain((fields) =>
    fc.record({
      fields: fc.constant(fields),
      cells: fc.tuple(...fields.map(([field]) => usually(GOOD[field], CELLS[field]))),
      quoted: fc.boolean(),
      format: fc.constantFrom('slashes' as const, 'slashes' as const, 'day-month-name' as const),
      order: fc.constantFrom('day-first' as const, 'month-first' as const),
      decimalMark: fc.constantFrom('.' as const, ',' as const, 'mixed' as const),
      offsetMinutes: fc.constantFrom(0, 120, -210),
    }),
  )

function cursorAt(line: string): LineCursor | null {
  const plain = PlainLines.of(`${line}\n`, ',', 7)
  const cursor = plain && new LineCursor(plain)
  return cursor?.next() ? cursor : null
}

test('a row that is read from the characters of its line is the row that its cells make', () => {
  let quick = 0
  fc.assert(
    fc.property(rows, ({ fields, cells, quoted, format, order, decimalMark, offsetMinutes }) => {
      const columns = Object.fromEntries(
        fields.map(([field, header], index) => [field, readHeaderCell(header, index)]),
      ) as ChosenColumns
      const reading: Reading = {
        columns,
        width: fields.length,
        times: { format, order, offsetMinutes, serialShiftDays: 0 },
        decimalMark,
        netSum: null,
        currency: 'USD',
        priceDecimals: 0,
        unitWhenNoneWritten: 'lots',
      }
      const cursor = cursorAt(quoted ? `"${cells.join('","')}"` : cells.join(','))
      const row = cursor && new LineMapper(reading).map(cursor)
      if (!cursor || !row) return
      quick++
      expect(row).toEqual(mapRow(cursor.record(), reading))
    }),
    { numRuns: 20_000 },
  )
  expect(quick).toBeGreaterThan(200)
})

test('the cells found in a plain line are those of any other way of splitting it', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '1', '"', ',', ' ', 'é', ';'), maxLength: 6 })
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), fc.boolean(), (cells, quoted) => {
      const line = quoted ? `"${cells.join('","')}"` : cells.join(',')
      const cursor = cursorAt(line)
      if (cursor) expect(cursor.record().cells).toEqual(splitCells(line, ','))
    }),
    { numRuns: 5_000 },
  )
})
