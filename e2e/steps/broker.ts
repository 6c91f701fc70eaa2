import type { Page } from 'playwright/test'

/** The broker's own login page, whoever opened it. */
export async function logInAtBroker(page: Page, options: { keepLoggedIn: boolean }): Promise<void> {
  await page.getByLabel('E-mail').fill('eli@harbourlane.example')
  await page.getByLabel('Password').fill('demo')
  if (options.keepLoggedIn) await page.getByLabel('Keep me logged in').check()
  await page.getByRole('button', { name: 'Log in' }).click()
}

/** From cTrader's own sign-in page to its consent page, by way of the broker. */
export async function signInAtCtraderThroughBroker(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Sign in with your broker' }).click()
  await logInAtBroker(page, { keepLoggedIn: false })
}

/** In the trading platform: the broker's deposit screen, and back. */
export async function deposit(page: Page, amount: string): Promise<void> {
  await page.getByRole('button', { name: 'Deposit' }).click()
  await page.getByLabel(/^Amount/).fill(amount)
  await page.getByRole('button', { name: 'Deposit now' }).click()
  await page.getByRole('heading', { name: 'Accounts' }).waitFor()
}
