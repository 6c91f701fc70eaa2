import { closeSync, ftruncateSync, openSync, readFileSync } from 'node:fs'
import { expect, test } from './stack/test'
import { closedTrades } from './steps/journal'
import { expectAccessible, expectFits } from './steps/looks'
import { registerSomebody } from './steps/people'
import { uploadFile } from './steps/upload'

const HEADER =
  '"Symbol","Opening direction","Closing time (UTC+2)","Entry price","Closing price","Closing Quantity","Net $","Balance $"'
const GOOD =
  '"EURUSD","Buy","14/07/2026 09:15:42.118","1.08420","1.08520","0.50 Lots","47.00","10 047.00"'
const BAD =
  '"EURUSD","Buy","31/02/2026 09:15:42.118","1.08420","1.08520","0.50 Lots","47.00","10 094.00"'
const LAST =
  '"XAUUSD","Sell","14/07/2026 13:02:07.940","2410.55","2412.05","0.10 Lots","-15.00","10 032.00"'

const account = { name: 'From files', currency: 'USD' }

test.beforeEach(async ({ page }) => {
  await registerSomebody(page)
})

test('a bad row in the middle is named by line and column; the others come in', async ({
  page,
}) => {
  const text = [HEADER, GOOD, BAD, LAST].join('\r\n')
  await uploadFile(page, { name: 'history.csv', text, newAccount: account })
  await expect(page.getByText(/Line 3.*Closing time.*31\/02\/2026/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Add 2 trades' }).click()
  await expect(page.getByText('2 trades added')).toBeVisible()
  const trades = await closedTrades(page)
  expect(trades.map(({ closedAt }) => closedAt)).toEqual([
    '2026-07-14T07:15:42.118Z',
    '2026-07-14T11:02:07.940Z',
  ])
})

test('the same file again adds nothing and says when it came', async ({ page }) => {
  const text = [HEADER, GOOD, LAST].join('\r\n')
  await uploadFile(page, { name: 'history.csv', text, newAccount: account })
  await page.getByRole('button', { name: 'Add 2 trades' }).click()
  await expect(page.getByText('2 trades added')).toBeVisible()
  await uploadFile(page, { name: 'history.csv', text, account: 'From files' })
  await expect(page.getByRole('button', { name: 'Nothing to add' })).toBeDisabled()
  await expect(
    page.getByText(/You uploaded this file on .*2 of 2 rows are already here/),
  ).toBeVisible()
  expect(await closedTrades(page)).toHaveLength(2)
})

test('UTF-16 is read as well', async ({ page }) => {
  const text = Buffer.from(`\uFEFF${[HEADER, GOOD].join('\r\n')}`, 'utf16le')
  await uploadFile(page, { name: 'history.csv', text, newAccount: account })
  await expect(page.getByRole('button', { name: 'Add 1 trade' })).toBeEnabled()
})

test('a file without a time zone asks before it counts', async ({ page }) => {
  const text = [HEADER.replace(' (UTC+2)', ''), GOOD].join('\r\n')
  await uploadFile(page, { name: 'history.csv', text, newAccount: account })
  await expect(page.getByRole('button', { name: 'Add 1 trade' })).toBeDisabled()
  await page.getByLabel(/time zone|zone/i).selectOption('-300')
  await page.getByRole('button', { name: 'Add 1 trade' }).click()
  await expect(page.getByText('1 trade added')).toBeVisible()
  const [trade] = await closedTrades(page)
  expect(trade?.closedAt).toBe('2026-07-14T14:15:42.118Z')
})

test('the answer is kept: the next file with the same columns does not ask', async ({ page }) => {
  const text = [HEADER.replace(' (UTC+2)', ''), GOOD].join('\r\n')
  await uploadFile(page, { name: 'march.csv', text, newAccount: account })
  await page.getByLabel(/time zone|zone/i).selectOption('-300')
  await page.getByRole('button', { name: 'Add 1 trade' }).click()
  await expect(page.getByText('1 trade added')).toBeVisible()
  const next = [HEADER.replace(' (UTC+2)', ''), LAST].join('\r\n')
  await uploadFile(page, { name: 'april.csv', text: next, account: 'From files' })
  await expect(page.getByText(/As you answered for “march.csv”/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add 1 trade' })).toBeEnabled()
  await expectAccessible(page, 'an import with answers taken over')
  await page.getByRole('button', { name: 'Forget them and ask again' }).click()
  await expect(page.getByText('One thing the file does not say')).toBeVisible()
})

test('a cell is corrected in place, and its row counts', async ({ page }) => {
  // Another entry price: without opening times, rows with the same one are parts of one trade.
  const text = [HEADER, GOOD, BAD.replace('1.08420', '1.08410'), LAST].join('\r\n')
  await uploadFile(page, { name: 'history.csv', text, newAccount: account })
  await expect(page.getByText('What would help the 1 row we cannot read')).toBeVisible()
  await page.getByRole('button', { name: 'Correct it here…' }).click()
  await page.getByLabel('Closing time (UTC+2)').fill('28/02/2026 09:15:42.118')
  await expectFits(page, 'correcting a cell')
  await page.getByRole('button', { name: 'Use this' }).click()
  await page.getByRole('button', { name: 'Add 3 trades' }).click()
  await expect(page.getByText('3 trades added')).toBeVisible()
})

test('several files at once are imports of their own, in one list', async ({ page }) => {
  await page.getByRole('link', { name: 'Imports' }).first().click()
  await page.getByRole('button', { name: 'Upload File' }).first().click()
  await page.getByLabel('Account').selectOption({ label: 'New account…' })
  await page.getByLabel('Name').fill(account.name)
  await page.getByLabel('Currency').fill(account.currency)
  const files = Object.entries({ 'one.csv': GOOD, 'two.csv': LAST, 'three.csv': BAD })
  await page.getByLabel('File').setInputFiles(
    files.map(([name, row]) => ({
      name,
      mimeType: 'text/csv',
      buffer: Buffer.from([HEADER, row].join('\r\n')),
    })),
  )
  await page.getByRole('button', { name: 'Upload 3 files' }).click()
  await expect(page.getByRole('heading', { name: '3 of 3 files arrived' })).toBeVisible()
  await expect(page.getByText('Waiting for you')).toHaveCount(2)
  await expect(page.getByText('Nothing to add')).toBeVisible()
  await expectFits(page, 'several uploads')
  await page.getByRole('link', { name: 'two.csv' }).click()
  await page.getByRole('button', { name: 'Add 1 trade' }).click()
  await expect(page.getByText('1 trade added')).toBeVisible()
})

const fixture = (name: string) => readFileSync(new URL(`files/ok/${name}`, import.meta.url))

test('an Excel workbook asks for its zone, and then comes in', async ({ page }) => {
  const text = fixture('c-records-aud.xlsx')
  await uploadFile(page, {
    name: 'Records.xlsx',
    text,
    newAccount: { name: 'Down under', currency: 'AUD' },
  })
  await expect(page.getByText(/cTrader History workbook, 13 columns/)).toBeVisible()
  await page.getByLabel(/time zone|zone/i).selectOption('600')
  await page.getByRole('button', { name: 'Add 2 trades' }).click()
  await expect(page.getByText('2 trades added')).toBeVisible()
  const trades = await closedTrades(page)
  expect(trades.map(({ closedAt }) => closedAt)).toContain('2026-07-15T03:02:07.940Z')
})

test('an HTML statement proposes its account and comes in with its totals compared', async ({
  page,
}) => {
  const text = fixture('d-end-of-day-eur.html')
  await uploadFile(page, { name: 'statement.htm', text })
  await expect(page.getByText('For Invented Broker 5012345')).toBeVisible()
  await expect(page.getByText(/3 deals, net \+35.53. The file's footer agrees/)).toBeVisible()
  await page.getByRole('button', { name: 'Add 2 trades' }).click()
  await expect(page.getByText('2 trades added')).toBeVisible()
})

test('simulated trades come in only once they are said to be, and count in nothing real', async ({
  page,
}) => {
  const text = fixture('cbot-history.csv')
  await uploadFile(page, { name: 'backtest.csv', text })
  await expect(page.getByText('For Backtest USD (simulated)')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add 1 trade' })).toBeDisabled()
  await page.getByRole('button', { name: 'Yes, these are simulated trades' }).click()
  await page.getByRole('button', { name: 'Add 1 trade' }).click()
  await expect(page.getByText('1 trade added')).toBeVisible()
  await page.getByRole('link', { name: 'Dashboard' }).first().click()
  await expect(page.getByText('Not counted here:')).toBeVisible()
  await expectFits(page, 'a dashboard beside a simulated account')
  await page.getByRole('button', { name: 'Backtest USD (simulated)' }).click()
  await expect(page.getByText(/they were never made/)).toBeVisible()
  await expect(page.getByText('+10.00 USD').first()).toBeVisible()
})

test('one press leaves all rows of a cause out, or corrects a word in all of them', async ({
  page,
}) => {
  const wrong = (minute: number, change: (row: string) => string) =>
    change(GOOD.replace('09:15:42', `09:${minute}:42`).replace('47.00', `${minute}.00`))
  const text = [
    HEADER,
    LAST,
    ...[21, 22, 23].map((minute) => wrong(minute, (row) => row.replace('14/07', '31/02'))),
    ...[31, 32].map((minute) => wrong(minute, (row) => row.replace('Buy', 'Compro'))),
  ].join('\r\n')
  await uploadFile(page, { name: 'history.csv', text })
  await expect(page.getByText('What would help the 5 rows we cannot read')).toBeVisible()
  await expectFits(page, 'groups of rows that cannot be read')
  await page.getByRole('button', { name: 'Leave these 3 rows out' }).click()
  await expect(page.getByText('You left 3 rows out.')).toBeVisible()
  await page.getByLabel('Opening direction instead of “Compro”').fill('Buy')
  await page.getByRole('button', { name: 'Use for all 2' }).click()
  await page.getByRole('button', { name: /^Add [23] trades/ }).click()
  await expect(page.getByText(/[23] trades added/)).toBeVisible()
})

test('the columns of an unknown table are chosen, and then it is read', async ({ page }) => {
  const text = fixture('generic-needs-mapping.csv')
  await uploadFile(page, { name: 'other-program.csv', text, newAccount: account })
  await expect(page.getByText('Please tell us what the columns are')).toBeVisible()
  const use = page.getByRole('button', { name: 'Use these columns' })
  await expect(use).toBeDisabled()
  await page.getByLabel('What Avg Out Px is').selectOption({ label: 'closing price' })
  await expectFits(page, 'choosing columns')
  await use.click()
  await page.getByLabel(/time zone|zone/i).selectOption('-300')
  await page.getByRole('button', { name: 'Add 2 trades' }).click()
  await expect(page.getByText('2 trades added')).toBeVisible()
})

for (const { name, text, says } of [
  { name: 'shopping.csv', text: 'item,price\nbread,2.10\n', says: /did this come from cTrader/i },
  { name: 'empty.csv', text: '', says: /empty/i },
  {
    name: 'resaved.csv',
    text: [HEADER, GOOD.replace('14/07/2026 09:15:42.118', '45:51.8')].join('\n'),
    says: /spreadsheet/i,
  },
])
  test(`${name} is refused with words, and nothing is written`, async ({ page }) => {
    await uploadFile(page, { name, text, newAccount: account })
    await expect(page.getByText(says).first()).toBeVisible()
    await expect(page.getByRole('button', { name: /^Add / })).toHaveCount(0)
    expect(await closedTrades(page)).toHaveLength(0)
  })

test('a file of 200 MB is refused before it is sent', async ({ page }, info) => {
  const path = info.outputPath('huge.csv')
  const file = openSync(path, 'w')
  ftruncateSync(file, 200 * 1024 * 1024)
  closeSync(file)
  await page.getByRole('link', { name: 'Imports' }).first().click()
  await page.getByRole('button', { name: 'Upload File' }).first().click()
  await page.getByLabel('File').setInputFiles(path)
  await expect(page.getByText(/This file has 200 MB/)).toBeVisible()
  const refused = await page.request.post(
    '/api/imports?account=00000000-0000-4000-8000-000000000000&name=huge.csv',
    {
      headers: { 'content-type': 'application/octet-stream' },
      data: Buffer.alloc(101 * 1024 * 1024),
    },
  )
  expect(refused.status()).toBe(413)
})
