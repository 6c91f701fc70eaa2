import { expect, test } from './stack/test'
import { answerCtrader, completeConnection, goToCtrader, waitForHistory } from './steps/connect'
import { exportFamilyA, exportFamilyB } from './steps/exports'
import { closedTrades, inJournal, inLedger } from './steps/journal'
import { registerSomebody } from './steps/people'
import { issuedSecrets, ledgerOf, makeTrade, violations } from './steps/provider'
import { everythingStored } from './steps/stored'
import { uploadFile } from './steps/upload'

const LIVE_2101 = 41_000_101
const DEMO_88120 = 41_000_103

test('a trader links cTrader, sees the ledger to the cent, and files add nothing twice @json', async ({
  page,
  stack,
}) => {
  test.setTimeout(400_000)
  await registerSomebody(page)
  await goToCtrader(page)
  await answerCtrader(page, 'ana', 'Allow access')
  await completeConnection(page, [/Live 2101/, /Demo 88120/])
  await waitForHistory(page)

  const ledgers = {
    'Live 2101': await ledgerOf(stack.controlUrl, LIVE_2101),
    'Demo 88120': await ledgerOf(stack.controlUrl, DEMO_88120),
  }
  await test.step('every closed position is in the journal, none twice', async () => {
    const journal = await closedTrades(page)
    for (const [account, ledger] of Object.entries(ledgers)) {
      const ours = journal.filter(({ accountName }) => accountName === account)
      expect(ours.map(inJournal).sort()).toEqual(ledger.positions.map(inLedger).sort())
    }
  })

  await test.step('the dashboard says that it adds up', async () => {
    await page.getByRole('link', { name: 'Dashboard' }).first().click()
    await expect(page.getByText('Reconciled with cTrader to the cent')).toBeVisible()
    const count = Object.values(ledgers).map(({ positions }) => positions.length)
    for (const trades of count)
      await expect(page.getByText(trades.toLocaleString('en'), { exact: true })).toBeVisible()
  })

  await test.step('a trade made now arrives without a click', async () => {
    await page.getByRole('link', { name: 'Trades' }).first().click()
    await expect(page.getByRole('heading', { level: 1, name: 'Trades' })).toBeVisible()
    await expect(page.getByRole('table')).toBeVisible()
    await makeTrade(stack.controlUrl, DEMO_88120, '1234.56')
    await expect(page.getByText('+1,234.56').first()).toBeVisible({ timeout: 30_000 })
  })

  await test.step('an export of the same account adds nothing, in either form', async () => {
    const ledger = await ledgerOf(stack.controlUrl, DEMO_88120)
    const rows = ledger.positions.flatMap(({ closingDeals }) => closingDeals).length
    for (const [name, text] of [
      ['history-a.csv', exportFamilyA(ledger)],
      ['history-b.csv', exportFamilyB(ledger)],
    ] as const) {
      await uploadFile(page, { name, text, account: 'Demo 88120' })
      await expect(page.getByRole('button', { name: 'Nothing to add' })).toBeDisabled()
      await expect(page.getByRole('button', { name: /already here/i })).toContainText(`${rows}`)
    }
  })

  await test.step('the same exports fill an account that was never synced, once', async () => {
    const ledger = await ledgerOf(stack.controlUrl, DEMO_88120)
    const added = ledger.positions.length
    const before = (await closedTrades(page)).length
    await uploadFile(page, {
      name: 'history-b.csv',
      text: exportFamilyB(ledger),
      newAccount: { name: 'From files', currency: ledger.currency },
    })
    await page.getByRole('button', { name: `Add ${added} trades` }).click()
    await expect(page.getByText(`${added} trades added`)).toBeVisible()
    const journal = await closedTrades(page)
    expect(journal.length).toBe(before + added)
    const ours = journal.filter(({ accountName }) => accountName === 'From files')
    expect(ours.map(inJournal).sort()).toEqual(ledger.positions.map(inLedger).sort())

    await uploadFile(page, {
      name: 'history-a.csv',
      text: exportFamilyA(ledger),
      account: 'From files',
    })
    await expect(page.getByRole('button', { name: 'Nothing to add' })).toBeDisabled()
  })

  await test.step('no limit of cTrader’s was broken, and no secret is where it should not be', async () => {
    expect(await violations(stack.controlUrl)).toBe(0)
    const stored = await everythingStored(stack.databaseUrl)
    const printed = stack.output()
    const webEnvironment = stack.web.environment()
    const secrets = await issuedSecrets(stack.controlUrl)
    expect(secrets.length).toBeGreaterThan(2)
    for (const secret of secrets) {
      expect(stored.includes(secret), 'in the database').toBe(false)
      expect(stored.includes(Buffer.from(secret).toString('hex')), 'in the database').toBe(false)
      expect(printed.includes(secret), 'in the logs').toBe(false)
      expect(webEnvironment.includes(secret), 'in the web process').toBe(false)
    }
    for (const { key } of stack.tokenKeys()) {
      expect(printed.includes(key)).toBe(false)
      expect(webEnvironment.includes(key)).toBe(false)
    }
  })
})
