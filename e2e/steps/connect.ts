import type { Page } from 'playwright/test'

/** Connections → Add Connection → cTrader → Connect with cTrader, as far as cTrader's own page. */
export async function goToCtrader(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Connections' }).first().click()
  await page.getByRole('button', { name: 'Add Connection' }).first().click()
  await page.getByRole('button', { name: 'cTrader' }).click()
  await page.getByRole('button', { name: 'Connect with cTrader' }).click()
}

/** Signs in at cTrader ID and answers its consent page. */
export async function answerCtrader(
  page: Page,
  persona: string,
  answer: 'Allow access' | 'Deny',
): Promise<void> {
  await page.getByLabel('cTrader ID').fill(persona)
  await page.getByLabel('Password').fill('demo')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: answer }).click()
}

/** Ticks accounts by the names shown and presses Complete Connection. */
export async function completeConnection(page: Page, accounts: RegExp[]): Promise<void> {
  for (const name of accounts) await page.getByRole('checkbox', { name }).check()
  await page.getByRole('button', { name: 'Complete Connection' }).click()
}

/** Long enough for three years of history within cTrader's limits. */
const FIRST_SYNC_MS = 180_000

export async function waitForHistory(page: Page): Promise<void> {
  await page.getByText('Fetching your history').waitFor()
  await page.getByText('Connected', { exact: true }).first().waitFor({ timeout: FIRST_SYNC_MS })
}
