import { describe, expect, test } from 'vitest'
import { shown } from './plain-text'
import { readHeaderCell } from './read-header'
import { decideDecimalMark, type MarkOfFile, NumberEvidence, readNumber } from './read-number'
import { readQuantity } from './read-quantity'
import {
  decideTimeFormat,
  readTime,
  TimeEvidence,
  type TimeFormat,
  type TimeRules,
} from './read-time'
import { readUtcOffset, utcOffsetInWords } from './read-zone'
import type { DateOrder } from './types'

function numberEvidence(cells: string[]): NumberEvidence {
  const evidence = new NumberEvidence()
  for (const cell of cells) evidence.add(cell)
  return evidence
}

function rules(format: TimeFormat, order: DateOrder, offsetMinutes: number): TimeRules {
  return { format, order, offsetMinutes, serialShiftDays: 0 }
}

describe('numbers', () => {
  test.each<[string, MarkOfFile, string]>([
    ['47.00', '.', '47'],
    ['10 104.73', '.', '10104.73'],
    ['10\u00a0104.73', '.', '10104.73'],
    ['-1\u202f049.40', '.', '-1049.4'],
    ['−15.5', '.', '-15.5'],
    ['(15.50)', '.', '-15.5'],
    ['15.50-', '.', '-15.5'],
    ['$ 47.00', '.', '47'],
    ['-€5', '.', '-5'],
    ['47.00 USD', '.', '47'],
    ['1,234.56', '.', '1234.56'],
    ['1.234,56', '.', '1234.56'],
    ['1,08420', '.', '1.0842'],
    ['0,500', '.', '0.5'],
    ['1,234', '.', '1234'],
    ['1,234', ',', '1.234'],
    ['1.234', ',', '1234'],
    ['157.250', '.', '157.25'],
    ['1,234,567', ',', '1234567'],
    ['-0.00', '.', '0'],
    ['.5', '.', '0.5'],
  ])('%s with %s is %s', (cell, mark, value) => {
    const reading = readNumber(cell, mark)
    expect(reading.kind === 'number' ? reading.value : reading).toBe(value)
  })

  test.each<[string, string]>([
    ['abc', 'number-not-read'],
    ['1 23', 'number-not-read'],
    ['1.2.3', 'number-not-read'],
    ['12..5', 'number-not-read'],
    ['--5', 'number-not-read'],
    ['5\u00000', 'number-not-read'],
    ['٥٥', 'number-not-read'],
    ['1e309', 'spreadsheet-damage'],
    ['1.0E+05', 'spreadsheet-damage'],
    ['#####', 'spreadsheet-damage'],
    ['9999999999999999', 'number-out-of-range'],
    ['Infinity', 'number-not-read'],
  ])('%s is not read: %s', (cell, code) => {
    expect(readNumber(cell, '.')).toEqual({ kind: 'problem', code })
  })

  test.each(['', ' ', '—', '-', 'n/a', 'N/A'])('%j is nothing', (cell) => {
    expect(readNumber(cell, '.')).toEqual({ kind: 'missing' })
  })

  test('a lone comma in a file that uses both marks is not guessed', () => {
    expect(readNumber('1,234', 'mixed')).toMatchObject({ code: 'decimal-mark-unclear' })
  })

  test('the mark of the file: proof first, then the separator, then the question', () => {
    const decide = (cells: string[], delimiter = ',', choice?: '.' | ',') =>
      decideDecimalMark([numberEvidence(cells)], delimiter, choice)
    expect(decide(['1.0842', '1,234'])).toMatchObject({ mark: '.', certain: true })
    expect(decide(['1,0842', '1.234'])).toMatchObject({ mark: ',', certain: true })
    expect(decide(['1.0842', '1,0842'])).toMatchObject({ mark: 'mixed' })
    expect(decide(['157.250'])).toMatchObject({ mark: '.', certain: true })
    expect(decide(['1,234'], ';')).toMatchObject({ mark: ',', certain: true })
    expect(decide(['1,234'])).toMatchObject({ needsAnswer: true })
    expect(decide(['1,234'], ',', ',')).toMatchObject({ mark: ',', needsAnswer: false })
  })
})

describe('quantities', () => {
  test.each([
    ['0.09 Lots', '0.09', 'lots'],
    ['1 428 Lots', '1428', 'lots'],
    ['0.02 Lotes', '0.02', 'lots'],
    ['0.5', '0.5', 'lots'],
    ['12 Oz', '12', 'Oz'],
    ['3 Indices', '3', 'Indices'],
  ])('%s', (cell, value, unit) => {
    const reading = readQuantity(cell, '.', 'lots')
    if (reading.kind !== 'quantity') throw new Error(reading.kind)
    expect([reading.value, reading.unit]).toEqual([value, unit])
  })

  test.each([
    ['-0.5 Lots', 'quantity-not-positive'],
    ['0 Lots', 'quantity-not-positive'],
    ['Lots', 'quantity-not-read'],
    ['0.09 Lots extra', 'quantity-not-read'],
  ])('%s: %s', (cell, code) => {
    expect(readQuantity(cell, '.', 'lots')).toEqual({ kind: 'problem', code })
  })
})

describe('times', () => {
  test.each<[string, TimeFormat, DateOrder, number, string]>([
    ['14/07/2026 09:15:42.118', 'slashes', 'day-first', 120, '2026-07-14T07:15:42.118Z'],
    ['07/14/2026 9:15:42 PM', 'slashes', 'month-first', 0, '2026-07-14T21:15:42.000Z'],
    ['7/4/2026 12:00:00 am', 'slashes', 'month-first', 0, '2026-07-04T00:00:00.000Z'],
    ['20 Aug 2026 21:56:13.342', 'day-month-name', 'day-first', -360, '2026-08-21T03:56:13.342Z'],
    ['2026-07-14 00:10:00.5', 'year-first', 'day-first', 345, '2026-07-13T18:25:00.500Z'],
    ['2026.07.14 09:15:42', 'year-first', 'day-first', 180, '2026-07-14T06:15:42.000Z'],
    ['2026-07-14T09:15:42.118+02:00', 'with-offset', 'day-first', 0, '2026-07-14T07:15:42.118Z'],
    ['2026-07-14T09:15:42Z', 'with-offset', 'day-first', 60, '2026-07-14T09:15:42.000Z'],
    ['14 juil. 2026 09:15:42', 'day-month-name', 'day-first', 0, '2026-07-14T09:15:42.000Z'],
    ['14 ago 2026 09:15:42.118', 'day-month-name', 'day-first', 0, '2026-08-14T09:15:42.118Z'],
    ['14.07.2026 09:15', 'dots', 'day-first', -210, '2026-07-14T12:45:00.000Z'],
    ['46217.3859027778', 'excel-serial', 'day-first', 0, '2026-07-14T09:15:42.000Z'],
    ['29/02/2024 00:00:00.000', 'slashes', 'day-first', 0, '2024-02-29T00:00:00.000Z'],
  ])('%s', (cell, format, order, offset, expected) => {
    const reading = readTime(cell, rules(format, order, offset))
    expect(reading.kind === 'time' ? reading.at.toISOString() : reading).toBe(expected)
  })

  test.each([
    ['31/02/2026 09:00:00', 'no-such-date'],
    ['29/02/2026 09:00:00', 'no-such-date'],
    ['14/13/2026 09:00:00', 'no-such-date'],
    ['14/07/2026 24:00:00', 'no-such-date'],
    ['14/07/2026 13:00:00 PM', 'no-such-date'],
    ['14/07/0026 09:00:00', 'no-such-date'],
    ['14/07/2026', 'time-not-read'],
    ['yesterday', 'time-not-read'],
    ['45:51.8', 'spreadsheet-damage'],
  ])('%s: %s', (cell, code) => {
    expect(readTime(cell, rules('slashes', 'day-first', 0))).toEqual({ kind: 'problem', code })
  })

  test('one order of day and month for the whole file', () => {
    const decide = (...cells: string[]) => {
      const evidence = new TimeEvidence()
      cells.forEach((cell, index) => {
        evidence.add(index + 2, cell)
      })
      return decideTimeFormat([evidence], undefined)
    }
    expect(decide('01/02/2026 00:00:00.000', '13/02/2026 00:00:00.000')).toMatchObject({
      order: 'day-first',
      because: 'proof',
      proofLine: 3,
    })
    expect(decide('01/02/2026 00:00:00.000')).toMatchObject({ because: 'native' })
    expect(decide('1/2/2026 00:00:00')).toMatchObject({ because: 'unclear' })
    expect(decide('2/13/2026 00:00:00')).toMatchObject({ order: 'month-first', because: 'proof' })
    expect(decide('2/13/2026 00:00:00', '13/2/2026 00:00:00')).toEqual({
      dayFirstLine: 3,
      monthFirstLine: 2,
    })
  })
})

describe('zones', () => {
  test.each([
    ['UTC+2', 120],
    ['UTC+0', 0],
    ['UTC-0', 0],
    ['UTC', 0],
    ['utc −3:30', -210],
    ['UTC+5:45', 345],
    ['UTC+0530', 330],
  ])('%s is %i minutes', (text, minutes) => {
    expect(readUtcOffset(text)).toBe(minutes)
  })

  test.each(['UTC+25', 'UTC+2:75', 'GMT+2', '', 'UTC+'])('%j is none', (text) => {
    expect(readUtcOffset(text)).toBeNull()
  })

  test('are written back in words', () => {
    expect([120, -210, 0].map(utcOffsetInWords)).toEqual(['UTC+2', 'UTC-3:30', 'UTC+0'])
  })
})

describe('headers', () => {
  test.each([
    ['Net USD', 'net', 'USD'],
    ['Net (USD)', 'net', 'USD'],
    ['Net $', 'net', '$'],
    ['$ neto', 'net', '$'],
    ['€ nets', 'net', '€'],
    ['EUR nets', 'net', 'EUR'],
    ['Net P/L €', 'net', '€'],
    ['Gross P/L (EUR)', 'gross', 'EUR'],
    ['Saldo $', 'balance', '$'],
    ['  closing   TIME (UTC+2) ', 'closedAt', null],
    ['Closing time UTC+2', 'closedAt', null],
    ['Hora de cierre (UTC-5)', 'closedAt', null],
    ['Sens d’ouverture', 'direction', null],
    ['Price de clôture', 'exitPrice', null],
    ['Closing Quantity', 'quantity', null],
    ['Volume (Lots)', 'volume', null],
    ['Closing USD Volume', 'moneyVolume', null],
    ['Volumen de Cierre en USD', 'moneyVolume', 'USD'],
    ['Comisión', 'commission', null],
    ['Order ID', 'orderId', null],
    ['constructor', null, null],
    ['', null, null],
  ])('%s', (header, field, currency) => {
    const cell = readHeaderCell(header, 0)
    expect([cell.field, cell.mark?.written ?? null]).toEqual([field, currency])
  })
})

test('cells are shown short, on one line, without direction overrides', () => {
  expect(shown('\u202eabc\n\u0000def')).toBe('abc def')
  expect(Array.from(shown('🔥'.repeat(100)))).toHaveLength(40)
})
