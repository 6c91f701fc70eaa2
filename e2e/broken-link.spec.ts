import { expect, test } from './stack/test'
import { answerCtrader, completeConnection, goToCtrader, waitForHistory } from './steps/connect'
import { brokeAnHourAgo, makeOperator } from './steps/database'
import { expectFits } from './steps/looks'
import { PASSWORD, registerSomebody } from './steps/people'
import { makeTrade, revokeGrant, violations } from './steps/provider'
import { makeReconnectLink } from './steps/reconnect-link'
import { everythingStored } from './steps/stored'

const BEN = 41_000_201
const BANNER = /^Reconnect needed: cTrader ID \d+$/
const ADDED = /^1 trade from .* was added\.$/

test('a revoked link is said on every page and by mail, repaired in place, and tells what was missed', async ({
  page,
  browser,
  baseURL,
  stack,
}) => {
  test.setTimeout(300_000)
  const { email } = await registerSomebody(page)
  await goToCtrader(page)
  await answerCtrader(page, 'ben', 'Allow access')
  await completeConnection(page, [/Demo 5602/])
  await waitForHistory(page)
  const connection = page.url()
  const connectionId = connection.split('/').at(-1) ?? ''
  await revokeGrant(stack.controlUrl, 'ben')
  await expect(page.getByRole('heading', { name: 'Reconnect needed', exact: true })).toBeVisible()

  await test.step('every page says it with its button, but for those that say it themselves', async () => {
    await expect(page.getByText(BANNER)).toHaveCount(0)
    for (const place of ['Dashboard', 'Trades', 'Imports', 'Settings']) {
      await page.getByRole('link', { name: place }).first().click()
      await expect(page.getByRole('heading', { level: 1, name: place })).toBeVisible()
      await expect(page.getByText(BANNER)).toBeVisible()
    }
    await page.goto('/imports')
    await expect(page.getByText(BANNER)).toBeVisible()
    await expectFits(page, 'banner')
    await page.getByRole('link', { name: 'Connections' }).first().click()
    await expect(page.getByRole('button', { name: 'Reconnect' })).toHaveCount(1)
  })

  const other = await browser.newContext({ baseURL })
  const operator = await other.newPage()
  await test.step('an hour later there is a mail, which only the operator sees', async () => {
    for (const address of ['/operator/outbox', '/api/operator/outbox'])
      expect((await operator.request.get(address)).status(), 'anonymous').toBe(404)
    const { email: operatorEmail } = await registerSomebody(operator)
    for (const address of ['/operator/outbox', '/api/operator/outbox'])
      expect((await operator.request.get(address)).status(), 'a trader').toBe(404)
    await makeOperator(stack.databaseUrl, operatorEmail)
    await brokeAnHourAgo(stack.databaseUrl, connectionId)
    const mail = operator.locator('details', { hasText: email })
    await expect(async () => {
      await operator.goto('/operator/outbox')
      await expect(mail).toContainText('Kept here', { timeout: 2_000 })
    }).toPass()
    await mail.locator('summary').press('Enter')
    await expect(mail.getByText(`${stack.baseUrl}/connections/${connectionId}`)).toBeVisible()
    await expect(mail.getByText('no mail server is set')).toBeVisible()
    await expectFits(operator, 'outbox')
  })

  await test.step('Reconnect on the banner repairs this very connection', async () => {
    await makeTrade(stack.controlUrl, BEN, '44.44')
    await page.goto('/trades')
    await page.getByRole('button', { name: 'Reconnect' }).click()
    // Still signed in at cTrader.
    await page.getByRole('button', { name: 'Allow access' }).click()
    await expect(page).toHaveURL(connection)
    await expect(page.getByText(ADDED)).toBeVisible()
    await expect(page.getByText('Connected', { exact: true }).first()).toBeVisible()
  })

  await test.step('what was missed is said until it is dismissed', async () => {
    await page.getByRole('link', { name: 'Dashboard' }).first().click()
    await expect(page.getByText(BANNER)).toHaveCount(0)
    await expect(page.getByText(ADDED)).toBeVisible()
    await expectFits(page, 'caught up')
    await page.getByRole('button', { name: 'Dismiss' }).click()
    await expect(page.getByText(ADDED)).toHaveCount(0)
    await page.goto(connection)
    await expect(page.getByRole('heading', { level: 1, name: /^cTrader ID/ })).toBeVisible()
    await expect(page.getByText(ADDED)).toHaveCount(0)
  })

  await test.step('a link from support asks to sign in, works once, and only for the owner', async () => {
    const link = await makeReconnectLink(stack, connectionId)
    expect(link).toContain(`${stack.baseUrl}/reconnect/`)
    await operator.goto(link)
    await expect(operator.getByText('There is no page here')).toBeVisible()

    await page.context().clearCookies()
    await page.goto(link)
    await page.waitForURL('**/sign-in**')
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page).toHaveURL(link)
    await expect(page.getByRole('heading', { name: /^Reconnect cTrader ID/ })).toBeVisible()
    await page.reload()
    await expect(page.getByRole('button', { name: 'Reconnect' })).toBeVisible()
    await expectFits(page, 'reconnect link')
    await page.getByRole('button', { name: 'Reconnect' }).click()
    await answerCtrader(page, 'ben', 'Allow access')
    await expect(page).toHaveURL(connection)

    await page.goto(link)
    await expect(page.getByText('This link was used already')).toBeVisible()
    const secret = link.split('/').at(-1) ?? ''
    expect(stack.output()).not.toContain(secret)
    expect(await everythingStored(stack.databaseUrl)).not.toContain(secret)
    for (const { value } of await page.context().cookies()) expect(value).not.toContain(secret)
    await page.getByRole('button', { name: 'Open the connection' }).click()
    await expect(page.getByText('Connected', { exact: true }).first()).toBeVisible()
    await expect(page.getByText(/trades? from|No trades were missed/)).toHaveCount(0)
  })

  await other.close()
  expect(await violations(stack.controlUrl)).toBe(0)
})
