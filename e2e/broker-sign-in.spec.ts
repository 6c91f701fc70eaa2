import { expect, test } from './stack/test'
import { deposit, logInAtBroker, signInAtCtraderThroughBroker } from './steps/broker'
import { completeConnection, goToCtrader, waitForHistory } from './steps/connect'
import { closedTrades, inJournal, inLedger } from './steps/journal'
import { expectAccessible, expectFits } from './steps/looks'
import { registerSomebody } from './steps/people'
import { ledgerOf, violations } from './steps/provider'

const ELI_LIVE = 41_000_501

test('a broker’s client signs in through the broker, links, deposits, and the journal still adds up', async ({
  page,
  stack,
}) => {
  test.setTimeout(300_000)
  await registerSomebody(page)
  await goToCtrader(page)
  await signInAtCtraderThroughBroker(page)
  await page.getByRole('button', { name: 'Allow access' }).click()
  await completeConnection(page, [/Live 2105/])
  await waitForHistory(page)

  const before = await ledgerOf(stack.controlUrl, ELI_LIVE)
  await test.step('every closed position is in the journal', async () => {
    const journal = await closedTrades(page)
    expect(journal.map(inJournal).sort()).toEqual(before.positions.map(inLedger).sort())
  })

  const platform = await page.context().newPage()
  await test.step('the deposit is made in the trading platform, on the broker’s own screen', async () => {
    await platform.goto(`${stack.controlUrl}/platform`)
    await platform.getByRole('button', { name: 'Sign in with Harbour Lane' }).click()
    await logInAtBroker(platform, { keepLoggedIn: true })
    await deposit(platform, '250.25')
    await expect(platform.getByText('+250.25')).toBeVisible()
  })

  await test.step('the journal shows it, and the balances join to the cent', async () => {
    await page.getByRole('link', { name: 'Dashboard' }).first().click()
    await page.getByRole('link', { name: 'Live 2105' }).click()
    const flows = page.getByRole('region', { name: 'Cash operations, newest first' })
    await expect(flows.getByText('+250.25')).toBeVisible({ timeout: 30_000 })
    const after = await ledgerOf(stack.controlUrl, ELI_LIVE)
    expect(Number(after.balance)).toBeCloseTo(Number(before.balance) + 250.25, 2)
    const sum = page.getByRole('table', { name: 'How the balance comes about' })
    const balance = Number(after.balance).toLocaleString('en', { minimumFractionDigits: 2 })
    await expect(sum.getByRole('row', { name: /^Together/ })).toContainText(balance)
    await expect(sum.getByRole('row', { name: /the broker reports/ })).toContainText(balance)
    await expect(page.getByText('Reconciled with cTrader to the cent')).toBeVisible()
  })

  await test.step('the page of the balance is for everybody and every width', async () => {
    await expectFits(page, 'balance')
  })

  await test.step('the platform knows its person again, until they log out', async () => {
    await platform.context().clearCookies({ name: 'mock_platform' })
    await platform.reload()
    await expect(platform.getByRole('heading', { name: 'Accounts' })).toBeVisible()
    await platform.getByRole('button', { name: 'Log out' }).click()
    await expect(platform.getByRole('button', { name: 'Sign in with Harbour Lane' })).toBeVisible()
    await platform.reload()
    await expect(platform.getByRole('button', { name: 'Sign in with Harbour Lane' })).toBeVisible()
  })

  expect(await violations(stack.controlUrl)).toBe(0)
})

test('somebody new signs up at the broker by a partner’s link, deposits, and links an account without a trade', async ({
  page,
  stack,
}) => {
  test.setTimeout(120_000)
  await page.goto(`${stack.controlUrl}/platform?partnerId=ib-77`)
  await page.getByRole('button', { name: 'Create an account' }).click()
  await expect(page.getByText('ib-77')).toBeVisible()
  await page.getByLabel('First name').fill('Nia')
  await page.getByLabel('E-mail').fill('nia@example.com')
  await page.getByLabel(/^Password/).fill('long enough')
  await page.getByLabel(/^I accept/).check()
  await page.getByRole('button', { name: 'Sign up' }).click()
  await page.getByLabel('Kind').selectOption('Demo')
  await page.getByLabel('Currency').selectOption('GBP')
  await page.getByRole('button', { name: 'Open account' }).click()
  await deposit(page, '1500')
  await expect(page.getByText('1,500.00 GBP deposited to')).toBeVisible()
  await page.getByRole('button', { name: 'Verify identity' }).click()
  await page.getByLabel('Full name').fill('Nia Owusu')
  await page.getByLabel('Country of residence').fill('Ghana')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('heading', { name: 'Accounts' }).waitFor()

  await page.goto(stack.baseUrl)
  await registerSomebody(page)
  await goToCtrader(page)
  await page.getByRole('link', { name: 'Sign in with your broker' }).click()
  await page.getByLabel('E-mail').fill('nia@example.com')
  await page.getByLabel('Password').fill('long enough')
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('button', { name: 'Allow access' }).click()
  await completeConnection(page, [/Demo \d+/])
  await page.getByText('Connected', { exact: true }).first().waitFor({ timeout: 60_000 })
  const connection = page.url()

  await page.getByRole('link', { name: 'Dashboard' }).first().click()
  await page.getByRole('link', { name: /^Demo \d+/ }).click()
  const flows = page.getByRole('region', { name: 'Cash operations, newest first' })
  await expect(flows.getByText('+1,500.00')).toBeVisible()
  await expect(page.getByText('Reconciled with cTrader to the cent')).toBeVisible()

  await test.step('and ends the link again, by keyboard', async () => {
    await page.goto(connection)
    await page.getByRole('button', { name: 'Disconnect…' }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('alertdialog', { name: 'Disconnect this cTrader ID?' })
    await expect(dialog.getByRole('button', { name: 'Keep it linked' })).toBeFocused()
    await expectAccessible(page, 'dialog')
    await dialog.getByRole('button', { name: 'Disconnect' }).press('Enter')
    await expect(page.getByText('Disconnected by you')).toBeVisible()
    await expect(page.getByText('Our access was ended and its tokens were deleted')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Reconnect' })).toBeVisible()
  })
})
