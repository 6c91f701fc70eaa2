import { expect, test } from './stack/test'
import { answerCtrader, goToCtrader } from './steps/connect'
import { registerSomebody } from './steps/people'

test.beforeEach(async ({ page }) => {
  await registerSomebody(page)
})

test('the consent page names what is asked; after Deny nothing is linked', async ({ page }) => {
  await goToCtrader(page)
  await page.getByLabel('cTrader ID').fill('ana')
  await page.getByLabel('Password').fill('demo')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText(/trade history/i)).toBeVisible()
  await expect(page.getByRole('checkbox')).toHaveCount(3)
  await page.getByRole('button', { name: 'Deny' }).click()
  await expect(page.getByRole('heading', { name: 'You did not allow access' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Upload File' })).toBeVisible()
})

test('without trading accounts the next step is named', async ({ page }) => {
  await goToCtrader(page)
  await answerCtrader(page, 'cho', 'Allow access')
  await expect(page.getByText('No trading accounts found')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Go back and tick accounts' })).toBeVisible()
})

test('a permission that could trade is thrown away', async ({ page }) => {
  await goToCtrader(page)
  await answerCtrader(page, 'gus', 'Allow access')
  await expect(page.getByText('That permission could trade')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Start again' })).toBeVisible()
})

test('without a worker the page says so, and goes on when it is back', async ({ page, stack }) => {
  await stack.worker.stop()
  await goToCtrader(page)
  await answerCtrader(page, 'ana', 'Allow access')
  await expect(page.getByText('Our background worker is not running')).toBeVisible({
    timeout: 40_000,
  })
  stack.worker.start()
  await expect(page.getByText('Choose accounts to journal')).toBeVisible({ timeout: 40_000 })
})

test('an answer that belongs to no trip of this browser links nothing', async ({ page }) => {
  await page.goto('/api/connections/callback?code=stolen')
  await expect(page).toHaveURL(/connections\/new/)
  await page.getByRole('link', { name: 'Connections' }).first().click()
  await expect(page.getByRole('button', { name: 'Add Connection' }).first()).toBeVisible()
})
