import { expect, test } from './stack/test'
import { expectAccessible, expectFits } from './steps/looks'
import { registerSomebody } from './steps/people'
import { uploadFile } from './steps/upload'

const FILE = [
  'Symbol,Opening direction,Closing time (UTC+0),Entry price,Closing price,Closing Quantity,Net USD',
  'EURUSD,Buy,14/07/2026 09:15:42.118,1.08420,1.08520,0.50 Lots,47.00',
  'EURUSD,Sell,15/07/2026 10:00:00.000,1.08420,1.08520,0.50 Lots,-20.00',
  'XAUUSD,Sell,15/07/2026 13:02:07.940,2410.55,2412.05,0.10 Lots,-15.00',
  'GBPUSD,Buy,13/08/2026 13:02:07.940,1.30000,1.30100,0.10 Lots,10.00',
].join('\n')

test('trades are put together by what they share, and a row leads to its trades', async ({
  page,
}) => {
  await registerSomebody(page)
  await page.goto('/reports')
  await expect(page.getByText('No closed trades yet')).toBeVisible()
  await expectAccessible(page, 'empty')
  await uploadFile(page, {
    name: 'history.csv',
    text: FILE,
    newAccount: { name: 'From files', currency: 'USD' },
  })
  await page.getByRole('button', { name: 'Add 4 trades' }).click()
  await expect(page.getByText('4 trades added')).toBeVisible()

  await page.getByRole('link', { name: 'Reports' }).first().click()
  const rows = page.getByRole('rowheader')
  await expect(rows).toHaveText(['EURUSD', 'GBPUSD', 'XAUUSD', 'All'])
  await expect(page.getByText('2 of 3 symbols in profit.')).toBeVisible()
  await page.getByText('Weekday', { exact: true }).click()
  await expect(rows).toHaveText(['Tuesday', 'Wednesday', 'Thursday', 'All'])
  await page.getByText('Gross', { exact: true }).click()
  await expect(page.getByText('4 trades are left out')).toBeVisible()
  await page.getByText('Net', { exact: true }).click()
  await page.getByText('Month', { exact: true }).click()
  await page.getByRole('link', { name: 'August 2026' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Trades' })).toBeVisible()
  const trades = page.getByRole('table')
  await expect(trades.getByRole('link', { name: 'GBPUSD' })).toBeVisible()
  await expect(trades.getByRole('link', { name: 'EURUSD' })).toHaveCount(0)

  await page.goto('/reports')
  await page.getByText('Session', { exact: true }).click()
  await expect(rows).toHaveText(['Opening time not known', 'All'])
  await page.getByText('Size', { exact: true }).click()
  await expect(rows).toHaveText(['0.1 to under 0.25 lots', '0.5 to under 1 lots', 'All'])
  await page.getByRole('combobox', { name: 'Direction' }).selectOption('Short')
  await expect(page.getByRole('row', { name: /^All/ })).toContainText('−35.00')
  await page.getByRole('group', { name: 'Put together by' }).getByText('Symbol').click()
  await page.getByRole('link', { name: 'EURUSD' }).click()
  await expect(page.getByRole('combobox', { name: 'Direction' })).toHaveValue('SHORT')
  await expect(trades.getByRole('link', { name: 'EURUSD' })).toHaveCount(1)
})

test('two filters are compared, figures are held against chance, and a tolerance moves what breaks even', async ({
  page,
}) => {
  await registerSomebody(page)
  await uploadFile(page, {
    name: 'history.csv',
    text: FILE,
    newAccount: { name: 'From files', currency: 'USD' },
  })
  await page.getByRole('button', { name: 'Add 4 trades' }).click()
  await expect(page.getByText('4 trades added')).toBeVisible()

  await page.goto('/reports')
  const tabs = page.getByRole('navigation', { name: 'Reports' })
  await tabs.getByRole('link', { name: 'Compare' }).click()
  await page.getByRole('button', { name: 'Long with short' }).click()
  const row = (name: string) =>
    page.getByRole('row').filter({ has: page.getByRole('button', { name, exact: true }) })
  await expect(row('Profit and loss')).toContainText('+57.00')
  await expect(row('Profit and loss')).toContainText('−92.00')
  await expect(row('Expectancy')).toContainText('Needs 20 trades; there are 2')
  await expect(page.getByText('No difference between the two is more than chance')).toBeVisible()
  await expect(page).toHaveURL(/aDirection=LONG&bDirection=SHORT/)
  await page.getByRole('group', { name: 'Side B' }).getByLabel('Symbol').selectOption('XAUUSD')
  await expect(row('Profit and loss')).toContainText('−72.00')

  await tabs.getByRole('link', { name: 'Chance' }).click()
  await expect(page.getByText('With 95 % confidence the true one lies between')).toHaveCount(1)
  await expect(row('Expectancy, at least')).toContainText('Needs 20 trades; there are 4')
  await row('Z-score of runs').getByRole('button').hover()
  await expect(page.getByRole('tooltip')).toContainText('Wald–Wolfowitz')
  await page.keyboard.press('Escape')
  await expectFits(page, 'chance')

  await tabs.getByRole('link', { name: 'Outlook' }).click()
  await expect(page.getByText('Starting balance not known.')).toBeVisible()
  await page.getByLabel('Balance before the first trade, USD').fill('10000')
  await page.getByRole('button', { name: 'Simulate with it' }).click()
  await expect(page.getByRole('img', { name: /Growth of the balance over 252 days/ })).toBeVisible()
  await page.getByRole('button', { name: 'Show as table' }).click()
  await expect(page.getByRole('rowheader', { name: '252', exact: true })).toBeVisible()
  await expectFits(page, 'outlook')

  await tabs.getByRole('link', { name: 'Costs' }).click()
  await expect(page.getByText('None of 4 trades tells its gross result')).toBeVisible()

  await page.goto('/settings')
  await page.getByLabel('A trade breaks even up to').fill('15')
  await page.getByRole('button', { name: 'Change break-even' }).click()
  await expect(page.getByRole('button', { name: 'Change break-even' })).toBeDisabled()
  await page.goto('/dashboard')
  await expect(page.getByText('1 winner · 1 loser · 2 even')).toBeVisible()
})
