import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { soakRuns } from '@/lib/domain/testing/soak-runs'
import { chooseTable } from './choose-table'
import { inMemory } from './containers/byte-source'
import { encodingOf, textChunks } from './containers/delimited/decode'
import { openContainer } from './containers/open-container'
import { DEAL_FIELDS } from './headers/fields'
import { readImportFile } from './read-import-file'
import { reconcile } from './reconcile'
import { zipped } from './testing/workbook'
import type { ImportChoices, ReadFile } from './types'

const FILES = fileURLToPath(new URL('../../../e2e/files/', import.meta.url))
/** Mutations of a megabyte of nothing would teach nothing and take the time of a thousand others. */
const LARGEST_SEED = 20_000

const seeds = ['ok', 'not-ok'].flatMap((folder) =>
  readdirSync(FILES + folder)
    .filter((name) => !name.endsWith('.json'))
    .map((name) => ({ name, bytes: readFileSync(`${FILES}${folder}/${name}`) }))
    .filter(({ bytes }) => bytes.length < LARGEST_SEED),
)
const textOf = (bytes: Uint8Array) => {
  const source = inMemory(bytes)
  return [...textChunks(source, encodingOf(source))].join('')
}
const named = (pattern: RegExp) => seeds.filter(({ name }) => pattern.test(name))
const texts = named(/\.(?:csv|tsv|txt)$/).map(({ bytes }) => textOf(bytes))
const pages = named(/\.html$/).map(({ bytes }) => textOf(bytes))
const workbooks = named(/\.xlsx$/)
  .map(({ bytes }) => partsOf(bytes))
  .filter((parts) => parts !== null)

/** Null for those that cannot be unpacked to begin with. */
function partsOf(bytes: Uint8Array): Record<string, string> | null {
  try {
    const parts = Object.entries(unzipSync(bytes))
    return Object.fromEntries(parts.map(([name, part]) => [name, strFromU8(part)]))
  } catch {
    return null
  }
}

const NASTY = [
  '"',
  '""',
  ',',
  ';',
  '|',
  '\n',
  '\r',
  '\r\n',
  '\r\r\n',
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
  '2026-07-14T09:15:42+02:00',
  '46217.385',
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
  'Direction',
  'Closing time (UTC+99)',
] as const

const NASTY_TAGS = [
  '<',
  '>',
  '</',
  '<tr>',
  '</tr>',
  '<td>',
  '</td>',
  '<table>',
  '</table>',
  '<td colspan="1000000000">',
  '<td colspan=-1 hidden>',
  '<script>',
  '<style>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '&nbsp;',
  '&#x110000;',
  '&#0;',
  '&unknown;',
  '<plaintext>',
  '<textarea>',
  '<td class="',
] as const

const NASTY_XML = [
  '<',
  '/>',
  '</row>',
  '</sheetData>',
  '<row r="1048577">',
  '<row r="-1">',
  '<c r="ZZZZZZ1" t="s"><v>7</v></c>',
  '<c t="s"><v>99999999</v></c>',
  '<c s="99"><v>1e309</v></c>',
  '<c s="1"><v>-5</v></c>',
  '<c s="1"><v>1e300</v></c>',
  '<c t="inlineStr"><is><t>a</t></is></c>',
  '<v>',
  '</v>',
  '<x:row>',
  '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>',
  '&a;',
  '<![CDATA[',
  '_x0000_',
  'date1904="1"',
  'r:id="rId9"',
  '../../../etc/passwd',
  '\u0000',
] as const

function mutations(nasty: readonly string[]) {
  const mutation = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat({ max: 30 }),
    insert: fc.oneof(fc.constantFrom(...nasty), fc.string({ maxLength: 8 }), fc.constant('')),
  })
  return fc.array(mutation, { minLength: 1, maxLength: 6 })
}

function mutated(
  text: string,
  changes: readonly { at: number; remove: number; insert: string }[],
): string {
  return changes.reduce((before, { at, remove, insert }) => {
    const place = Math.floor(at * before.length)
    return before.slice(0, place) + insert + before.slice(place + remove)
  }, text)
}

const encodings = fc.constantFrom<BufferEncoding>('utf-8', 'utf16le', 'latin1')
const damagedText = fc
  .tuple(fc.constantFrom(...texts), mutations(NASTY), encodings)
  .map(([text, changes, encoding]) => Buffer.from(mutated(text, changes), encoding))
const damagedPage = fc
  .tuple(fc.constantFrom(...pages), mutations([...NASTY, ...NASTY_TAGS]), encodings)
  .map(([text, changes, encoding]) => Buffer.from(mutated(text, changes), encoding))
/** The parts are changed and packed again, so that what is wrong lies beyond the packing. */
const damagedWorkbook = fc
  .tuple(fc.constantFrom(...workbooks), fc.nat(), mutations([...NASTY, ...NASTY_XML]))
  .map(([parts, chosen, changes]) => {
    const names = Object.keys(parts)
    const name = names[chosen % names.length] ?? ''
    return zipped({ ...parts, [name]: mutated(parts[name] ?? '', changes) }, 0)
  })
/** Bytes are changed, as a broken download would. */
const damagedBytes = fc
  .tuple(
    fc.constantFrom(...seeds.map(({ bytes }) => bytes)),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 255 })), {
      minLength: 1,
      maxLength: 8,
    }),
    fc.double({ min: 0.1, max: 1, noNaN: true }),
  )
  .map(([bytes, changes, kept]) => {
    const copy = Buffer.from(bytes.subarray(0, Math.ceil(bytes.length * kept)))
    for (const [at, byte] of changes) copy[Math.floor(at * (copy.length - 1))] = byte
    return copy
  })

const choices: fc.Arbitrary<ImportChoices> = fc.record(
  {
    utcOffsetMinutes: fc.oneof(fc.integer(), fc.constant(Number.NaN), fc.constant(120)),
    lastUtcOffsetMinutes: fc.integer({ min: -900, max: 900 }),
    dateOrder: fc.constantFrom('day-first' as const, 'month-first' as const),
    decimalMark: fc.constantFrom('.' as const, ',' as const),
    netColumn: fc.string(),
    accountCurrency: fc.constantFrom('USD', 'EUR', '', 'nonsense'),
    simulated: fc.boolean(),
    sheet: fc.constantFrom('Records', 'June & May', ''),
    mapping: fc.dictionary(fc.nat({ max: 20 }).map(String), fc.constantFrom(null, ...DEAL_FIELDS), {
      maxKeys: 9,
    }),
  },
  { requiredKeys: [] },
)

/** The records of the table that was read, by a way of its own. */
function filledLines(bytes: Uint8Array, sheet: string | undefined): number[] {
  const container = openContainer(inMemory(bytes))
  if ('status' in container) throw new Error('a file that was read must open')
  const { table } = chooseTable(container.tables, sheet)
  const lines: number[] = []
  for (const { line, cells, damage } of table.records()) {
    if (damage || cells.some((cell) => cell.trim() !== '')) lines.push(line)
  }
  return lines
}

function expectEveryRecordAccountedFor(bytes: Uint8Array, result: ReadFile, sheet?: string) {
  if (result.status !== 'read') return
  const accounted = [...result.rows, ...result.skippedLines].map(({ line }) => line)
  expect(accounted.sort((a, b) => a - b)).toEqual(filledLines(bytes, sheet))
  for (const row of result.rows) {
    if (row.status === 'error') expect(row.problems.length).toBeGreaterThan(0)
    if (row.status !== 'ok') continue
    expect(Number.isNaN(row.deal.closedAt.getTime())).toBe(false)
    expect(row.deal.net).toMatch(/^-?\d+(?:\.\d+)?$/)
  }
}

const MEBIBYTE = 1024 * 1024

function survives(bytes: Uint8Array, given: ImportChoices) {
  const before = process.cpuUsage()
  const result = readImportFile(bytes, given)
  const { user, system } = process.cpuUsage(before)
  // What this process worked, whatever else the machine was doing meanwhile.
  expect((user + system) / 1000).toBeLessThan(1000 * Math.max(1, bytes.length / MEBIBYTE))
  expectEveryRecordAccountedFor(bytes, result, given.sheet)
  if (result.status !== 'read') return
  const deals = result.rows.flatMap((row) => (row.status === 'ok' ? [row.deal] : []))
  expect(reconcile(deals, []).verdicts).toHaveLength(deals.length)
}

test.each([
  ['text', damagedText, 250],
  ['a page', damagedPage, 150],
  ['a workbook', damagedWorkbook, 150],
  ['bytes', damagedBytes, 150],
])('damaged %s never throws or hangs, and every record of it has a verdict', (_, damaged, runs) => {
  fc.assert(fc.property(damaged, choices, survives), soakRuns(runs))
})

test('arbitrary bytes never throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => survives(bytes, {})),
    soakRuns(300),
  )
})
