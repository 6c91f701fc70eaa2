import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { Dec } from '@/lib/domain/decimal'
import type { ByteSource } from './containers/byte-source'
import { LIMITS, openImportFile } from './open-import-file'
import { MAX_FILE_ROWS, readImportFile } from './read-import-file'
import { reconcile } from './reconcile'
import { workbookOf, workbookParts, zipped } from './testing/workbook'

const HEADER =
  '"Symbol","Opening direction","Closing time (UTC+2)","Entry price","Closing price","Closing Quantity","Net $"\n'
const ROW = '"EURUSD","Buy","14/07/2026 09:15:42.118","1.08420","1.08520","0.50 Lots","47.00"\n'
const COLUMNS = HEADER.replaceAll('"', '').trim().split(',')
const CELLS = ROW.replaceAll('"', '').trim().split(',')
const MEBIBYTE = 1024 * 1024

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** What this process worked, whatever else the machine was doing meanwhile. */
function processorMs(act: () => void): number {
  const before = process.cpuUsage()
  act()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** The statuses of a file's rows, or why it was refused; a second a megabyte at most. */
function verdictsOf(bytes: Uint8Array): string {
  let verdicts = ''
  const spent = processorMs(() => {
    const result = readImportFile(bytes)
    if (result.status === 'refused') verdicts = result.code
    else if (result.status === 'unmapped') verdicts = result.status
    else {
      const problems = result.rows.map((row) =>
        row.status === 'error' ? row.problems[0]?.code : row.status,
      )
      verdicts = [...new Set(problems)].join(' ')
    }
  })
  expect(spent).toBeLessThan(1000 * Math.max(1, bytes.length / MEBIBYTE))
  return verdicts
}

test.each([
  ['one very long line', 'x'.repeat(4_000_000), 'not-recognised'],
  ['one very long line of commas', ','.repeat(10_000_000), 'not-recognised'],
  ['ten million columns in a row', `${HEADER}${','.repeat(900_000)}x\n${ROW}`, 'too-many-cells ok'],
  ['ten megabytes in a row', `${HEADER}${','.repeat(10_000_000)}x\n${ROW}`, 'row-too-long ok'],
  [
    'a very long cell',
    HEADER + ROW.replace('EURUSD', 'E'.repeat(4_000_000)) + ROW,
    'row-too-long ok',
  ],
  ['only carriage returns', `${HEADER}${ROW}${'\r'.repeat(150_000)}${ROW}`, 'ok'],
  ['only quotes', '"'.repeat(1_000_000), 'not-recognised'],
  [
    'a stray quote on every row',
    HEADER + ROW.replace('"EUR', '""EUR').repeat(30_000),
    'quote-not-closed',
  ],
  [
    'an open quote on every row',
    HEADER + ROW.replace('",', ',').repeat(30_000),
    'quote-not-closed',
  ],
  ['a quote that is never closed', `${HEADER}${ROW}"${ROW.repeat(30_000)}`, 'ok quote-not-closed'],
  ['a long run of spaces', `${HEADER}"${' '.repeat(900_000)}x","Buy"\n${ROW}`, 'cell-missing ok'],
  ['NUL bytes', `${HEADER}${ROW}\u0000\u0000\u0000\n${ROW}`, 'ok row-too-short'],
  [
    'a page of divisions',
    `<html>${'<div>'.repeat(400_000)}${'</p>'.repeat(400_000)}`,
    'html-without-table',
  ],
  ['a page of tables in tables', '<table><tr><td>'.repeat(80_000), 'html-without-table'],
  [
    'a tag that is never closed',
    `<table><tr><td ${'a="b" '.repeat(400_000)}`,
    'html-without-table',
  ],
  ['a comment that is never closed', `<!-- ${'<table> '.repeat(400_000)}`, 'html-without-table'],
  ['a script that is never closed', `<script> ${'<table> '.repeat(400_000)}`, 'html-without-table'],
  ['entities without end', `<table><tr><td>${'&amp;'.repeat(400_000)}`, 'html-without-table'],
  [
    'cells over a thousand million columns',
    `<table><tr>${'<td colspan="1000000000">x'.repeat(5000)}`,
    'html-without-table',
  ],
])('%s', (_, text, expected) => {
  expect(verdictsOf(bytesOf(text))).toBe(expected)
})

describe('workbooks made to hurt', () => {
  const parts = workbookParts({ Records: [COLUMNS, CELLS] })
  const sheet = 'xl/worksheets/sheet1.xml'
  const withSheet = (change: (xml: string) => string) =>
    zipped({ ...parts, [sheet]: change(parts[sheet] ?? '') })

  test.each([
    [
      'a gigabyte of spaces',
      withSheet((xml) => xml.replace('<row', `${' '.repeat(60_000_000)}<row`)),
      'unpacks-too-large',
    ],
    [
      'a row of ten million cells',
      withSheet((xml) =>
        xml.replace('</row></sheetData>', `${'<c><v>1</v></c>'.repeat(200_000)}</row></sheetData>`),
      ),
      'too-many-cells',
    ],
    [
      'a column beyond the last',
      withSheet((xml) =>
        xml.replace('</row></sheetData>', '<c r="ZZZZZZZZ2"><v>1</v></c></row></sheetData>'),
      ),
      'too-many-cells',
    ],
    [
      'a row beyond the last',
      withSheet((xml) => xml.replace('<row r="2"', '<row r="99999999999"')),
      'ok',
    ],
    [
      'entities that multiply',
      withSheet((xml) =>
        xml.replace('?>', '?><!DOCTYPE x [<!ENTITY a "&b;&b;"><!ENTITY b "&c;&c;">]>'),
      ),
      'ok',
    ],
    [
      'a text that is not there',
      zipped({ ...parts, 'xl/sharedStrings.xml': '' }),
      'not-recognised',
    ],
    [
      'a thousand parts',
      zipSync({
        ...Object.fromEntries(
          Array.from({ length: 5000 }, (_, at) => [`x${at}`, new Uint8Array(0)]),
        ),
      }),
      'archive',
    ],
    ['nothing', zipSync({}), 'archive'],
    ['only a name', zipSync({ 'xl/workbook.xml': strToU8('') }), 'not-recognised'],
    [
      'its end cut off',
      workbookOf({ Records: [COLUMNS, CELLS] }).subarray(0, 900),
      'workbook-damaged',
    ],
  ])('%s', (_, bytes, expected) => {
    expect(verdictsOf(bytes)).toBe(expected)
  })

  test('a size that is a lie is not believed', () => {
    const bytes = Buffer.from(workbookOf({ Records: [COLUMNS, CELLS] }))
    for (
      let at = bytes.indexOf('PK\u0001\u0002');
      at >= 0;
      at = bytes.indexOf('PK\u0001\u0002', at + 1)
    ) {
      bytes.writeUInt32LE(0x7fff_ffff, at + 24)
    }
    expect(verdictsOf(bytes)).toBe('ok')
  })
})

/** A file that is nowhere: so many bytes of one kind after a beginning. */
function endless(start: string, size: number, byte: number): ByteSource {
  const head = bytesOf(start)
  return {
    size,
    read(from, length) {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - from))).fill(byte)
      if (from < head.length) bytes.set(head.subarray(from, from + length))
      return bytes
    },
  }
}

test('a line of a gigabyte is never held', () => {
  const source = endless(HEADER + ROW, 1024 * MEBIBYTE, 'x'.charCodeAt(0))
  const before = process.memoryUsage().rss
  let verdicts: string[] = []
  const spent = processorMs(() => {
    const opened = openImportFile(source, {}, { ...LIMITS, bytes: source.size })
    if (opened.status === 'opened') verdicts = [...opened.rows()].map(({ status }) => status)
  })
  expect(verdicts).toEqual(['ok', 'error'])
  expect(spent).toBeLessThan(1000 * 1024)
  expect(process.memoryUsage().rss - before).toBeLessThan(128 * MEBIBYTE)
})

test('files over the limits are refused before they are read', () => {
  const untouchable = { size: LIMITS.bytes + 1, read: () => expect.fail('it was read') }
  expect(openImportFile(untouchable)).toMatchObject({ code: 'too-large' })
  const rows = bytesOf(HEADER + 'a,b\n'.repeat(MAX_FILE_ROWS + 1))
  expect(readImportFile(rows)).toMatchObject({ code: 'too-many-rows' })
})

/** Reads and reconciles a file of that many rows, all of which are here already. */
function readRows(count: number): void {
  const rows = Array.from({ length: count }, (_, index) => {
    const cents = String(index % 100).padStart(2, '0')
    const ms = String(index % 1000).padStart(3, '0')
    return `"EURUSD","Buy","14/07/2026 09:15:42.${ms}","1.08420","1.0${10000 + (index % 9000)}","0.50 Lots","${index % 977}.${cents}"`
  })
  const result = readImportFile(bytesOf(HEADER + rows.join('\n')))
  if (result.status !== 'read') throw new Error(result.status)
  const deals = result.rows.flatMap((row) => (row.status === 'ok' ? [row.deal] : []))
  expect(deals).toHaveLength(count)
  const existing = deals.map((deal, index) => ({
    ref: String(index),
    dealId: BigInt(index + 1),
    rows: [],
    entryPrice: new Dec(deal.entryPrice),
    figures: {
      symbol: deal.symbol,
      side: 'SELL' as const,
      at: deal.closedAt,
      timeStep: 1,
      price: new Dec(deal.exitPrice),
      priceDecimals: null,
      quantity: new Dec(deal.quantity),
      quantityUnit: deal.quantityUnit,
      net: new Dec(deal.net),
    },
  }))
  const plan = reconcile(deals, existing)
  expect(plan.counts).toEqual({ new: 0, alreadyHere: count, differs: 0, repeated: 0 })
}

test('thirty thousand rows are read and reconciled in near-linear time', () => {
  const few = processorMs(() => readRows(3_000))
  const many = processorMs(() => readRows(30_000))
  // ten times the rows: quadratic work would be a hundred times as much
  expect(many / few).toBeLessThan(30)
}, 120_000)
