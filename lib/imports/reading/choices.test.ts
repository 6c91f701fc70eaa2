import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readImportFile } from './read-import-file'
import type { AssumptionKind, ImportChoices, RecognisedFile } from './types'

const OK = fileURLToPath(new URL('../../../e2e/files/ok/', import.meta.url))

function read(source: Uint8Array | string, choices: ImportChoices = {}): RecognisedFile {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source
  const result = readImportFile(bytes, choices)
  if (result.status !== 'read') throw new Error(`not read: ${result.status}`)
  return result
}

const fixture = (name: string) => readFileSync(OK + name)
const assumption = (file: RecognisedFile, kind: AssumptionKind) =>
  file.assumptions.find((one) => one.kind === kind)
const firstDeal = (file: RecognisedFile) => {
  const [row] = file.rows
  if (row?.status !== 'ok') throw new Error('the first row should be a deal')
  return row.deal
}

describe('what the person answers', () => {
  test('a zone moves the instants and closes the question', () => {
    const open = read(fixture('a-no-zone.csv'))
    expect(open.openQuestions).toEqual(['zone'])
    expect(assumption(open, 'zone')).toMatchObject({ certain: false, needsAnswer: true })
    const answered = read(fixture('a-no-zone.csv'), { utcOffsetMinutes: 330 })
    expect(answered.openQuestions).toEqual([])
    expect(firstDeal(answered).closedAt.toISOString()).toBe('2026-07-14T03:45:42.118Z')
    expect(answered.sentence).toContain('times in UTC+5:30')
  })

  test.each([Number.NaN, 99_999, 1.5])('%d minutes is no zone and answers nothing', (minutes) => {
    const file = read(fixture('a-no-zone.csv'), { utcOffsetMinutes: minutes })
    expect(file.openQuestions).toEqual(['zone'])
  })

  test('a zone in the header is not overruled', () => {
    const file = read(fixture('a-default-usd.csv'), { utcOffsetMinutes: 0 })
    expect(firstDeal(file).closedAt.toISOString()).toBe('2026-07-14T07:15:42.118Z')
  })

  test('the order of day and month', () => {
    const file = read(fixture('a-ambiguous-dates-resaved.csv'), { dateOrder: 'month-first' })
    expect(file.openQuestions).toEqual([])
    expect(firstDeal(file).closedAt.toISOString()).toBe('2026-04-07T09:15:42.000Z')
  })

  test('the net column, by its header or by the currency of the account', () => {
    const byHeader = read(fixture('a-two-nets.csv'), { netColumn: 'Net $' })
    expect([byHeader.openQuestions, firstDeal(byHeader).net]).toEqual([[], '47'])
    const byAccount = read(fixture('a-two-nets.csv'), { accountCurrency: 'EUR' })
    expect([byAccount.openQuestions, firstDeal(byAccount).net]).toEqual([[], '43'])
  })

  test('two net columns written alike are told apart by their place', () => {
    const text = fixture('a-two-nets.csv').toString().replace('Net €', 'Net $')
    const file = read(text)
    expect(file.openQuestions).toEqual(['net-column'])
    expect(assumption(file, 'net-column')?.alternatives).toEqual([
      { value: 'Net $ (column 8)', words: 'Net $ (column 8)' },
    ])
    const answered = read(text, { netColumn: 'Net $ (column 8)' })
    expect(firstDeal(answered).net).toBe('47')
  })
})

describe('currency', () => {
  test('another currency than the account is said', () => {
    const { checks } = read(fixture('b-full-statement.csv'), { accountCurrency: 'EUR' })
    expect(checks[0]).toEqual({
      code: 'currency-mismatch',
      level: 'warning',
      file: 'USD',
      account: 'EUR',
      words: 'This file is in USD, the account is in EUR.',
    })
  })

  test('a dollar sign is the dollar of the account', () => {
    const file = read(fixture('a-default-usd.csv'), { accountCurrency: 'AUD' })
    expect(firstDeal(file).currency).toBe('AUD')
    expect(assumption(file, 'currency')).toMatchObject({ value: 'AUD', certain: true })
  })

  test('none at all is asked for', () => {
    const text =
      'Symbol,Opening direction,Closing time (UTC+0),Entry price,Closing price,Closing Quantity,Net\nEURUSD,Buy,14/07/2026 09:15:42.118,1.08420,1.08520,0.3 Lots,30.00\n'
    expect(read(text).openQuestions).toEqual(['currency'])
    const known = read(text, { accountCurrency: 'GBP' })
    expect([known.openQuestions, firstDeal(known).currency]).toEqual([[], 'GBP'])
  })
})

test('the gap in the balances is named with its amount and date', () => {
  const { checks } = read(fixture('a-balance-gap.csv'))
  const chain = checks.find(({ code }) => code === 'balance-chain')
  if (chain?.code !== 'balance-chain') throw new Error('there should be a balance check')
  const [gap] = chain.gaps
  expect([chain.gapCount, gap?.amount.toFixed(), gap?.line, gap?.afterLine]).toEqual([
    1,
    '1000',
    3,
    2,
  ])
  expect(gap?.after.toISOString()).toBe('2026-07-14T07:15:42.118Z')
})

test('reading twice gives the same answer', () => {
  expect(read(fixture('b-full-statement.csv'))).toEqual(read(fixture('b-full-statement.csv')))
})
