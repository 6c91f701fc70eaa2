import { expect, test } from './stack/test'
import { answerCtrader, completeConnection, goToCtrader, waitForHistory } from './steps/connect'
import { closedTrades, inJournal, inLedger } from './steps/journal'
import { registerSomebody } from './steps/people'
import { ledgerOf, violations } from './steps/provider'

const BEN = 41_000_201

test('a netted account with scale-ins and reversals equals the ledger, though the worker is killed meanwhile', async ({
  page,
  stack,
}) => {
  test.setTimeout(400_000)
  await registerSomebody(page)
  await goToCtrader(page)
  await answerCtrader(page, 'ben', 'Allow access')
  await completeConnection(page, [])
  await page.getByText('Fetching your history').waitFor()
  await expect(page.getByText(/[1-9]\d* trades so far|[1-9]\d*\s*trades/).first()).toBeVisible()
  await stack.worker.crash()
  stack.worker.start()
  await waitForHistory(page)

  const ledger = await ledgerOf(stack.controlUrl, BEN)
  const journal = await closedTrades(page)
  expect(journal.map(inJournal).sort()).toEqual(ledger.positions.map(inLedger).sort())
  await page.getByRole('link', { name: 'Dashboard' }).first().click()
  await expect(page.getByText('Reconciled with cTrader to the cent')).toBeVisible()
  expect(await violations(stack.controlUrl)).toBe(0)
})
