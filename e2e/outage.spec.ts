import { expect, test } from './stack/test'
import { registerSomebody } from './steps/people'

test('with the database gone, pages say so and recover by themselves', async ({ page, stack }) => {
  await registerSomebody(page)
  await page.getByRole('link', { name: 'Trades' }).first().click()
  await expect(page.getByRole('heading', { name: 'Trades' })).toBeVisible()
  stack.databaseGate.shut()
  try {
    await page.reload()
    await expect(page.getByText(/database is(n’t| not) reachable/i).first()).toBeVisible()
  } finally {
    stack.databaseGate.open()
  }
  await expect(page.getByText(/database is(n’t| not) reachable/i)).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Trades' })).toBeVisible()
})
