import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { csvLine, formulaSafe } from './csv'

test.each(['=1+1', '+cmd', '-1+1', '@SUM(A1)', '\t=1', ' =1', '-', "=HYPERLINK('x')", '%0a'])(
  '%j cannot run in a spreadsheet',
  (cell) => {
    expect(formulaSafe(cell)).toBe(`'${cell}`)
  },
)

test.each(['-15.00', '+3', '10 047.00', '-1\u00a0049,40', 'EURUSD', '', '2026-07-14'])(
  '%j stays as it is',
  (cell) => {
    expect(formulaSafe(cell)).toBe(cell)
  },
)

test('a line is read back as it was written, whatever is in it', () => {
  const plain = fc.string({ unit: 'grapheme' }).filter((cell) => formulaSafe(cell) === cell)
  fc.assert(
    fc.property(
      fc.array(plain, { minLength: 2, maxLength: 6 }),
      fc.constantFrom(',', ';', '\t'),
      (cells, delimiter) => {
        const { data } = Papa.parse<string[]>(csvLine(cells, delimiter), {
          delimiter,
          newline: '\r\n',
        })
        expect(data[0]).toEqual(cells)
      },
    ),
  )
})
