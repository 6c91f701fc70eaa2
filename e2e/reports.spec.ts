import { expect, test } from './stack/test'
import { expectAccessible } from './steps/looks'
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
})
