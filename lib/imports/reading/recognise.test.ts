import { expect, test } from 'vitest'
import { readImportFile } from './read-import-file'

const HEADER =
  'Symbol,Opening direction,Closing time (UTC+0),Entry price,Closing price,Closing Quantity,Net USD\n'
const ROW = 'EURUSD,Buy,14/07/2026 09:15:42.118,1.08420,1.08520,0.3 Lots,30.00\n'

function rowsOf(text: string) {
  const result = readImportFile(new TextEncoder().encode(text))
  if (result.status === 'refused') return result.code
  if (result.status === 'unmapped') return result.status
  return result.rows.map((row) => (row.status === 'not-a-trade' ? row.what : row.status))
}

test.each([
  ['a header on line 50', `${'about this file\n'.repeat(49)}${HEADER}${ROW}`, ['ok']],
  ['a header on line 51', `${'about this file\n'.repeat(50)}${HEADER}${ROW}`, 'not-recognised'],
  ['a title far down', `${'a,b\n'.repeat(80)}Deals\n${HEADER}${ROW}`, ['ok']],
  ['the same header again', HEADER + ROW + HEADER + ROW, ['ok', 'ok']],
  ['a totals row', `${HEADER}${ROW}Totals,,,,,,30.00\n`, ['ok', 'footer']],
  ['a share called TOTAL', HEADER + ROW.replace('EURUSD', 'TOTAL'), ['ok']],
  ['a doubled line end', (HEADER + ROW + ROW).replaceAll('\n', '\r\r\n'), ['ok', 'ok']],
  ['a line cut off at the end', `${HEADER}${ROW}EURU`, ['ok', 'error']],
  ['a remark after the table', `${HEADER}${ROW}\nmade by cTrader`, ['ok', 'other-text']],
  ['fewer cells than headers', `${HEADER}${ROW}EURUSD,Buy\n`, ['ok', 'error']],
  ['empty cells too many', HEADER + ROW.replace('\n', ',,\n'), ['ok']],
  ['filled cells too many', HEADER + ROW.replace('\n', ',9\n'), ['error']],
  ['a separator line for Excel', `sep=,\n${HEADER}${ROW}`, ['ok']],
  ['tabs', (HEADER + ROW).replaceAll(',', '\t'), ['ok']],
])('%s', (_, text, expected) => {
  expect(rowsOf(text)).toEqual(expected)
})
