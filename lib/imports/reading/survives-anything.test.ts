import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { soakRuns } from '@/lib/domain/testing/soak-runs'
import { decode } from './decode'
import { parse, splitLines } from './parse'
import { MAX_FILE_BYTES, readImportFile } from './read-import-file'
import { reconcile } from './reconcile'
import type { ReadFile } from './types'

const FILES = fileURLToPath(new URL('../../../e2e/files/', import.meta.url))
const fixtures = ['ok', 'not-ok'].flatMap((folder) =>
  readdirSync(FILES + folder)
    .filter((name) => name.endsWith('.csv'))
    .map((name) => readFileSync(`${FILES}${folder}/${name}`)),
)

const NASTY = [
  '"',
  '""',
  ',',
  ';',
  '\n',
  '\r',
  '\r\n',
  '\n\n',
  '\u0000',
  '\u00a0',
  '\u202eabc',
  'שלום',
  '🔥',
  '\ud800',
  '1e309',
  '31/02/2026 00:00:00.000',
  '99/99/9999 99:99:99',
  '#####',
  '45:51.8',
  '—',
  '-',
  '(1,234.50)',
  '9'.repeat(500),
  'x'.repeat(5000),
  ','.repeat(400),
  'Deals\n',
  'Positions\n',
  'Totals,',
  '__proto__',
  'constructor',
  '=1+1',
] as const

const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat({ max: 30 }),
  insert: fc.oneof(fc.constantFrom(...NASTY), fc.string({ maxLength: 8 }), fc.constant('')),
})

const mutatedFile = fc
  .tuple(
    fc.constantFrom(...fixtures),
    fc.array(mutation, { minLength: 1, maxLength: 6 }),
    fc.constantFrom('utf-8', 'utf16le', 'latin1'),
  )
  .map(([fixture, mutations, encoding]) => {
    let text = decode(fixture).text
    for (const { at, remove, insert } of mutations) {
      const place = Math.floor(at * text.length)
      text = text.slice(0, place) + insert + text.slice(place + remove)
    }
    return Buffer.from(text, encoding as BufferEncoding)
  })

const choices = fc.record(
  {
    utcOffsetMinutes: fc.oneof(fc.integer(), fc.constant(Number.NaN), fc.constant(120)),
    dateOrder: fc.constantFrom('day-first' as const, 'month-first' as const),
    decimalMark: fc.constantFrom('.' as const, ',' as const),
    netColumn: fc.string(),
    accountCurrency: fc.constantFrom('USD', 'EUR', '', 'nonsense'),
  },
  { requiredKeys: [] },
)

function expectEveryRecordAccountedFor(bytes: Uint8Array, result: ReadFile) {
  if (result.status === 'refused') return
  const records = parse(splitLines(decode(bytes).text), result.delimiter)
  const filled = records.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const accounted = [...result.rows, ...result.skippedLines].map(({ line }) => line)
  expect(accounted.toSorted((a, b) => a - b)).toEqual(filled.map(({ line }) => line))
  for (const row of result.rows) {
    if (row.status === 'error') expect(row.problems.length).toBeGreaterThan(0)
    if (row.status !== 'ok') continue
    expect(Number.isNaN(row.deal.closedAt.getTime())).toBe(false)
    expect(row.deal.net.isFinite()).toBe(true)
  }
}

test('a damaged file never throws, and every record of it has a verdict', () => {
  fc.assert(
    fc.property(mutatedFile, choices, (bytes, given) => {
      const result = readImportFile(bytes, given)
      expectEveryRecordAccountedFor(bytes, result)
      if (result.status === 'refused') return
      const deals = result.rows.flatMap((row) => (row.status === 'ok' ? [row.deal] : []))
      expect(reconcile(deals, []).verdicts).toHaveLength(deals.length)
    }),
    soakRuns(300),
  )
})

test('arbitrary bytes never throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expectEveryRecordAccountedFor(bytes, readImportFile(bytes))
    }),
    soakRuns(300),
  )
})

const HEADER =
  '"Symbol","Opening direction","Closing time (UTC+2)","Entry price","Closing price","Closing Quantity","Net $"\n'
const ROW = '"EURUSD","Buy","14/07/2026 09:15:42.118","1.08420","1.08520","0.50 Lots","47.00"\n'
/** What this process worked, whatever else the machine was doing meanwhile. */
function processorMs(act: () => void): number {
  const before = process.cpuUsage()
  act()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const bytesOf = (text: string) => new TextEncoder().encode(text)

test.each([
  ['one very long line', 'x'.repeat(4_000_000)],
  ['one very long line of commas', ','.repeat(2_000_000)],
  ['a very long cell', HEADER + ROW.replace('EURUSD', 'E'.repeat(4_000_000)) + ROW],
  ['only carriage returns', HEADER + ROW + '\r'.repeat(150_000) + ROW],
  ['only quotes', '"'.repeat(1_000_000)],
  ['a stray quote on every row', HEADER + ROW.replace('"EUR', '""EUR').repeat(30_000)],
  ['an open quote on every row', HEADER + ROW.replace('",', ',').repeat(30_000)],
  ['a long run of spaces', `${HEADER}"${' '.repeat(2_000_000)}x","Buy"\n${ROW}`],
])('%s is read in reasonable time', (_, text) => {
  const spent = processorMs(() =>
    expectEveryRecordAccountedFor(bytesOf(text), readImportFile(bytesOf(text))),
  )
  expect(spent).toBeLessThan(8000)
})

test('files over the limits are refused before they are read', () => {
  expect(readImportFile(new Uint8Array(MAX_FILE_BYTES + 1))).toMatchObject({ code: 'too-large' })
  expect(readImportFile(bytesOf(`${HEADER}${'a,b\n'.repeat(200_001)}`))).toMatchObject({
    code: 'too-many-rows',
  })
})

/** Reads and reconciles a file of that many rows, all of which are here already. */
function readRows(count: number): void {
  const rows = Array.from({ length: count }, (_, index) => {
    const cents = String(index % 100).padStart(2, '0')
    const ms = String(index % 1000).padStart(3, '0')
    return `"EURUSD","Buy","14/07/2026 09:15:42.${ms}","1.08420","1.0${10000 + (index % 9000)}","0.50 Lots","${index % 977}.${cents}"`
  })
  const result = readImportFile(bytesOf(HEADER + rows.join('\n')))
  if (result.status === 'refused') throw new Error(result.code)
  const deals = result.rows.flatMap((row) => (row.status === 'ok' ? [row.deal] : []))
  expect(deals).toHaveLength(count)
  const existing = deals.map((deal, index) => ({
    ...deal,
    ref: String(index),
    dealId: BigInt(index + 1),
    fingerprint: null,
    lots: deal.quantity,
  }))
  const plan = reconcile(deals, existing)
  expect(plan.counts).toEqual({ new: 0, alreadyHere: count, differs: 0, repeated: 0 })
}

test('a hundred thousand rows are read and reconciled in near-linear time', () => {
  const few = processorMs(() => readRows(10_000))
  const many = processorMs(() => readRows(100_000))
  // ten times the rows: quadratic work would be a hundred times as much
  expect(many / few).toBeLessThan(30)
}, 120_000)
