import { readFile } from 'node:fs/promises'
import type { Download } from 'playwright/test'
import { expect, test } from './stack/test'
import { closedTrades } from './steps/journal'
import { expectAccessible, expectFits } from './steps/looks'
import { registerSomebody, signOut } from './steps/people'
import { uploadFile } from './steps/upload'

const HEADER =
  'Deal ID,Symbol,Opening Direction,Closing Time (UTC+0),Entry price,Closing price,Closing Quantity,Net USD,Comment'
const FIRST = [
  HEADER,
  'DID101,EURUSD,Buy,14 Jul 2026 09:15:42.118,1.08420,1.08520,0.50 Lots,47.00,',
  'DID102,XAUUSD,Sell,14 Jul 2026 13:02:07.940,2410.55,2412.05,0.10 Lots,-15.00,',
].join('\n')
/** One row is here, one is here with another net, one is new, one cannot be read. */
const SECOND = [
  HEADER,
  'DID101,EURUSD,Buy,14 Jul 2026 09:15:42.118,1.08420,1.08520,0.50 Lots,47.00,breakout',
  'DID102,XAUUSD,Sell,14 Jul 2026 13:02:07.940,2410.55,2412.05,0.10 Lots,-18.50,',
  'DID103,GBPUSD,Buy,15 Jul 2026 10:00:00.000,1.27000,1.27100,0.20 Lots,20.00,',
  'DID104,GBPUSD,Buy,31 Feb 2026 10:00:00.000,1.27000,1.27100,0.20 Lots,20.00,',
].join('\n')

async function textOf(download: Promise<Download>): Promise<string> {
  return readFile(await (await download).path(), 'utf8')
}

test('an import is compared, added, undone and restored; what was refused comes as a file', async ({
  page,
}) => {
  await registerSomebody(page)
  await uploadFile(page, {
    name: 'july.csv',
    text: FIRST,
    newAccount: { name: 'From files', currency: 'USD' },
  })
  await page.getByRole('button', { name: 'Add 2 trades' }).click()
  await expect(page.getByText('2 trades added')).toBeVisible()

  await test.step('a second file says what is here, what is new and what differs', async () => {
    await uploadFile(page, { name: 'more.csv', text: SECOND, account: 'From files' })
    await expect(
      page.getByText(
        '1 already here, 1 new, 1 differs, 1 cannot be read. 1 deal that is here gets details.',
      ),
    ).toBeVisible()
    const rows = page.getByRole('table').getByRole('row')
    await expect(rows.filter({ hasText: 'Deal ID 102' })).toContainText('−15.00 USD (differs)')
    await expect(rows.filter({ hasText: 'Known by its deal ID' })).toContainText(
      '−18.50 USD (differs)',
    )
    await expectFits(page, 'preview')
  })

  await test.step('what cannot be read comes as a file that works once corrected', async () => {
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download 1 rejected row' }).click()
    const rejected = await textOf(download)
    expect(rejected).toContain('31 Feb 2026')
    await page.getByRole('button', { name: 'Add 1 trade' }).click()
    await expect(page.getByText('1 trade added')).toBeVisible()
    await uploadFile(page, {
      name: 'corrected.csv',
      text: rejected.replace('31 Feb', '16 Jul'),
      account: 'From files',
    })
    await expect(page.getByRole('button', { name: 'Add 1 trade' })).toBeEnabled()
  })

  await test.step('undo says what goes and what stays, and restore brings it back', async () => {
    const before = await closedTrades(page)
    expect(before).toHaveLength(3)
    await page.getByRole('link', { name: 'Imports' }).first().click()
    const row = page.getByRole('row').filter({ hasText: 'more.csv' })
    await row.getByRole('button', { name: 'Undo…' }).click()
    const dialog = page.getByRole('alertdialog')
    await expect(dialog).toContainText('1 closing deal that only this file brought goes out')
    await expect(dialog).toContainText(
      '2 stay, because a sync or another import knows them as well',
    )
    await expectAccessible(page, 'undo')
    await dialog.getByRole('button', { name: 'Take out 1 trade' }).click()
    await expect(row.getByText('Undone')).toBeVisible()
    expect(await closedTrades(page)).toHaveLength(2)
    await page.getByRole('link', { name: 'Imports' }).first().click()
    await page.getByRole('link', { name: 'more.csv' }).click()
    await expect(page.getByText('This import was undone')).toBeVisible()
    await expectFits(page, 'undone')
    await page.getByRole('button', { name: 'Restore' }).click()
    await expect(page.getByText('1 trade added')).toBeVisible()
    await expect(page.getByText('Restored: 1 closing deal brought back')).toBeVisible()
    await expectFits(page, 'restored')
    expect(await closedTrades(page)).toEqual(before)
  })

  await test.step('trades come as CSV, as filtered', async () => {
    await page.goto('/trades?symbol=GBPUSD')
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Export CSV' }).click()
    const lines = (await textOf(download)).trimEnd().split('\r\n')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toContain('GBPUSD,Long')
  })

  await test.step('the whole journal goes with somebody else', async () => {
    // Rows of another journal have ids of their own.
    const withoutIds = async () => (await closedTrades(page)).map(({ id: _, ...trade }) => trade)
    const before = await withoutIds()
    await page.goto('/settings')
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download archive' }).click()
    const archive = await (await download).path()
    await expect(page.getByRole('button', { name: 'Restore a journal archive' })).toBeDisabled()
    await signOut(page)
    await registerSomebody(page)
    await page.goto('/settings')
    await page.getByLabel('Journal archive').setInputFiles(archive)
    await expect(page.getByText('Trades and their sum are as the archive has them.')).toBeVisible()
    await expectFits(page, 'settings')
    expect(await withoutIds()).toEqual(before)
  })
})
