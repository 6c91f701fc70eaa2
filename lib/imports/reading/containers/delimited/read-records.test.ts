import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { Lines, LONGEST_LINE } from './lines'
import { readRecords } from './read-records'
import { splitCells } from './split-cells'

describe('lines', () => {
  const linesOf = (...chunks: string[]) => {
    const lines = new Lines(chunks[Symbol.iterator]())
    const all: string[] = []
    for (let line = lines.next(); line !== null; line = lines.next()) all.push(line)
    return all
  }

  test.each([
    [['a\r\nb\nc\rd'], ['a', 'b', 'c', 'd']],
    [
      ['a\r', '\nb'],
      ['a', 'b'],
    ],
    [
      ['a\r\r', '\nb'],
      ['a', 'b'],
    ],
    [
      ['a\r', '\r\nb'],
      ['a', 'b'],
    ],
    [
      ['a\r', 'b'],
      ['a', 'b'],
    ],
    [['a\n\nb\n'], ['a', '', 'b']],
    [
      ['ab', 'c', 'd\n', 'e'],
      ['abcd', 'e'],
    ],
    [[''], []],
  ])('%j', (chunks, expected) => {
    expect(linesOf(...chunks)).toEqual(expected)
  })

  test('a line that is too long is cut, and the next one is whole', () => {
    const chunk = 'x'.repeat(LONGEST_LINE)
    const [first, second] = linesOf(chunk, chunk, `${chunk}\r`, '\nnext')
    expect([first?.length, second]).toEqual([LONGEST_LINE + 1, 'next'])
  })
})

describe('cells', () => {
  test.each([
    ['a,b', ['a', 'b']],
    ['"a","b"', ['a', 'b']],
    ['"a","","c"', ['a', '', 'c']],
    ['"a ""quoted""","b"', ['a "quoted"', 'b']],
    ['"a"",""b"', ['a","b']],
    ['"a,b",c', ['a,b', 'c']],
    ['a "b",c', ['a "b"', 'c']],
    ['"a" ,"b"', ['a', 'b']],
    ['"a\nb","c"', ['a\nb', 'c']],
    ['""', ['']],
    ['', ['']],
  ])('%j', (text, cells) => {
    expect(splitCells(text, ',')).toEqual(cells)
  })

  test.each(['"', '"a', '"a"b,c', '"a","b', 'a\nb', '"a"\n"b"'])('%j does not pair up', (text) => {
    expect(splitCells(text, ',')).toBeNull()
  })
})

test('a quote that never closes costs one row', () => {
  const text = 'a,b\n"c,d\n"e\nf",g\nh,i\n'
  expect([...readRecords([text][Symbol.iterator](), ',')]).toEqual([
    { line: 1, cells: ['a', 'b'], damage: null },
    { line: 2, cells: ['"c', 'd'], damage: 'quotes' },
    { line: 3, cells: ['e\nf', 'g'], damage: null },
    { line: 5, cells: ['h', 'i'], damage: null },
  ])
})

test('well-formed rows are split as papaparse splits them', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', '1', '.', ' ', '"', ',', ';', 'é'),
    maxLength: 8,
  })
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 6 }), {
    minLength: 1,
    maxLength: 6,
  })
  fc.assert(
    fc.property(rows, fc.boolean(), fc.constantFrom(',', ';'), (data, quotes, delimiter) => {
      const text = Papa.unparse(data, { quotes, delimiter, newline: '\n' })
      const records = [...readRecords([text][Symbol.iterator](), delimiter)]
      expect(records.map(({ cells }) => cells)).toEqual(data)
    }),
  )
})

test('a block of lines gives the records of its lines, whatever their quotes', () => {
  const pieces = fc.constantFrom(
    'a',
    '"',
    '""',
    ',',
    '\n',
    '"b"',
    '"c",',
    '\n"d",e\n',
    ' ',
    '"f\ng"',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (all) => {
      const text = all.join('')
      // Line by line no block is ever longer than one.
      const lines = text.split(/(?<=\n)/)
      const [atOnce, oneByOne] = [[text], lines].map((chunks) => [
        ...readRecords(chunks[Symbol.iterator](), ','),
      ])
      expect(atOnce).toEqual(oneByOne)
    }),
    { numRuns: 2_000 },
  )
})
