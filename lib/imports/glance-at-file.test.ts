import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { NOTHING_SEEN } from '@/lib/domain/views/glance'
import { GLANCE_BYTES, glanceAtFile } from './glance-at-file'
import { readImportFile } from './reading/read-import-file'

const FILES = fileURLToPath(new URL('../../e2e/files/', import.meta.url))
const read = (name: string) => readFileSync(FILES + name)

test.each([
  [
    'ok/d-end-of-day-eur.html',
    { account: '5012345', broker: 'Invented Broker', currency: 'EUR', program: 'cTrader' },
  ],
  [
    'ok/mt5-report.html',
    { account: '7001234', broker: 'Invented-Live', currency: 'EUR', program: 'MetaTrader 5' },
  ],
  ['ok/b-default-subset-metadata-lines.csv', { account: '1234567', currency: 'USD' }],
  ['ok/a-default-usd.csv', { account: null, currency: 'USD', currencyIsGuess: true }],
  ['ok/a-opening-time-eur-half-hour.csv', { currency: 'EUR', currencyIsGuess: false }],
  ['ok/cbot-history.csv', { simulated: true, currency: 'USD' }],
])('%s says of its account %o', (name, expected) => {
  expect(glanceAtFile(read(name))).toMatchObject(expected)
})

test.each(['ok/c-records-aud.xlsx', 'not-ok/zip-bomb.xlsx', 'not-ok/pdf.csv', 'not-ok/empty.csv'])(
  'of %s nothing is seen, and nothing is unpacked',
  (name) => {
    expect(glanceAtFile(read(name))).toEqual(NOTHING_SEEN)
  },
)

test('what is cut off after 64 KB says the same as the whole file', () => {
  const text = read('ok/a-opening-time-eur-half-hour.csv').toString()
  const [header, row] = text.trim().split('\n')
  const whole = Buffer.from([header, ...Array.from({ length: 2_000 }, () => row)].join('\n'))
  expect(whole.length).toBeGreaterThan(2 * GLANCE_BYTES)
  expect(glanceAtFile(whole.subarray(0, GLANCE_BYTES))).toEqual(glanceAtFile(Buffer.from(text)))
})

const texts = readdirSync(`${FILES}ok`).filter((name) => /\.(csv|tsv|txt|html)$/.test(name))

test.each(texts)('of %s the glance says what reading it says', (name) => {
  const seen = glanceAtFile(read(`ok/${name}`))
  const file = readImportFile(read(`ok/${name}`))
  if (file.status !== 'read') return expect(seen.program).toBeNull()
  expect(seen.account).toBe(file.metadata.account)
  expect(seen.broker).toBe(file.metadata.broker)
  expect(seen.simulated).toBe(file.simulated)
  const currency = file.assumptions.find(({ kind }) => kind === 'currency')
  expect(seen.currency ?? '').toBe(currency?.value ?? '')
})
