import { expect, test } from './stack/test'
import { answerCtrader, goToCtrader, waitForHistory } from './steps/connect'
import { exportFamilyA } from './steps/exports'
import { closedTrades, inJournal, inLedger } from './steps/journal'
import { expectFits } from './steps/looks'
import { registerSomebody } from './steps/people'
import { ledgerOf } from './steps/provider'
import { uploadFile } from './steps/upload'

const DEMO_88120 = 41_000_103

test('an account filled by file is linked, left and followed again, its trades deleted and restored', async ({
  page,
  stack,
}) => {
  test.setTimeout(400_000)
  await registerSomebody(page)
  const ledger = await ledgerOf(stack.controlUrl, DEMO_88120)
  const all = ledger.positions.map(inLedger).sort()
  await uploadFile(page, {
    name: 'history.csv',
    text: `Account: 88120\n\n${exportFamilyA(ledger)}`,
    newAccount: { name: 'From files', currency: 'USD' },
  })
  await page.getByRole('button', { name: /^Add \d+ trades$/ }).click()
  await expect(page.getByText(/trades added$/)).toBeVisible()

  await test.step('the picker shows currencies, and takes the file account in', async () => {
    await goToCtrader(page)
    await answerCtrader(page, 'ana', 'Allow access')
    await page.getByRole('checkbox', { name: /Live 2101.*EUR/ }).check()
    await expect(page.getByText('Amounts are never relabelled')).toBeVisible()
    await page.getByRole('checkbox', { name: /Live 2101/ }).uncheck()
    await page.getByRole('checkbox', { name: /Demo 88120.*USD/ }).check()
    // Its file named the number, so that it is proposed.
    await expect(
      page.getByLabel('Have you filled Demo 88120 by file before?').locator('option:checked'),
    ).toHaveText('From files (USD)')
    await expect(
      page.getByText('The files of “From files” name the same account number, 88120.'),
    ).toBeVisible()
    await expectFits(page, 'picker')
    await page.getByRole('button', { name: 'Complete Connection' }).click()
    await waitForHistory(page)
    await expect(page.getByText(/“From files” with \d+ trades became part of/)).toBeVisible()
    expect((await closedTrades(page)).map(inJournal).sort()).toEqual(all)
  })

  const accounts = page.getByRole('region', { name: 'Accounts' })
  await test.step('left, its trades stay; followed again it is whole', async () => {
    await expectFits(page, 'accounts')
    await accounts.getByRole('button', { name: 'Stop following From files' }).click()
    await expect(accounts.getByText(/^Not followed, [\d,]+ trades kept$/)).toBeVisible()
    await expect(accounts.getByText('No account is followed')).toBeVisible()
    expect((await closedTrades(page)).map(inJournal).sort()).toEqual(all)
    await accounts.getByRole('button', { name: 'Follow From files' }).click()
    await expect(accounts.getByText(/^Followed, [\d,]+ trades$/)).toBeVisible()
  })

  await test.step('deleted, it is nowhere; restored from the settings it is all there', async () => {
    await accounts.getByRole('button', { name: 'More for From files' }).click()
    await page.getByRole('menuitem', { name: 'Delete its trades…' }).click()
    const dialog = page.getByRole('alertdialog', { name: 'Delete the trades of From files?' })
    const confirm = dialog.getByRole('button', { name: /^Delete [\d,]+ trades$/ })
    await expect(confirm).toBeDisabled()
    await dialog.getByLabel('Type 88120 to go on').fill('88121')
    await expect(dialog.getByText('That is not 88120')).toBeVisible()
    await expect(confirm).toBeDisabled()
    await expectFits(page, 'delete')
    await dialog.getByLabel('Type 88120 to go on').fill('88120')
    await confirm.click()
    await expect(accounts.getByText(/can be restored until/)).toBeVisible()
    expect(await closedTrades(page)).toEqual([])
    await page.getByRole('link', { name: 'Imports' }).first().click()
    await expect(page.getByText('history.csv')).toHaveCount(0)

    await page.goto('/settings')
    await expectFits(page, 'settings')
    await page.getByRole('button', { name: 'Restore the trades of From files' }).click()
    await expect(
      page.getByRole('button', { name: /Delete the trades of From files/ }),
    ).toBeVisible()
    expect((await closedTrades(page)).map(inJournal).sort()).toEqual(all)
  })

  await test.step('the same cTrader ID once more is the same connection, and that is said', async () => {
    await goToCtrader(page)
    // Still signed in at cTrader.
    await page.getByRole('button', { name: 'Allow access' }).click()
    await expect(page.getByText('This cTrader ID is already linked')).toBeVisible()
    await expect(page.getByText('This cTrader ID was linked again')).toBeVisible()
    await expectFits(page, 'merged')
    await page.getByRole('button', { name: 'Understood' }).click()
    await expect(page.getByText('This cTrader ID is already linked')).toHaveCount(0)
  })

  await test.step('Disconnect deletes trades only for a number that is typed', async () => {
    await page.getByRole('button', { name: 'Disconnect…' }).click()
    const dialog = page.getByRole('alertdialog', { name: 'Disconnect this cTrader ID?' })
    await expect(dialog.getByRole('radio', { name: /keep the trades/ })).toBeChecked()
    await dialog.getByRole('radio', { name: /delete trades/ }).check()
    await expect(dialog.getByRole('button', { name: /^Disconnect and delete/ })).toBeDisabled()
    await dialog.getByLabel(/^Type 88120 to delete/).fill('88120')
    await expectFits(page, 'disconnect and delete')
    await dialog.getByRole('button', { name: /^Disconnect and delete [\d,]+ trades$/ }).click()
    await expect(page.getByText('Disconnected by you')).toBeVisible()
    await expect(page.getByText('only you can remove it there')).toBeVisible()
    await expect(page.getByText('Our access was ended and its tokens were deleted')).toBeVisible({
      timeout: 40_000,
    })
    await accounts.getByRole('button', { name: 'Restore the trades of From files' }).click()
    await expect(accounts.getByText(/trades$/).first()).toBeVisible()
    expect((await closedTrades(page)).map(inJournal).sort()).toEqual(all)
  })
})
