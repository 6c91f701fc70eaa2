import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright/test'

export const PASSWORD = 'a long enough password'

/** A new person with a journal of their own, signed in. */
export async function registerSomebody(page: Page): Promise<{ email: string }> {
  const email = `${randomUUID()}@example.test`
  await page.goto('/register')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.waitForURL('**/dashboard')
  return { email }
}

export async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Ends where the browser does: leaving is a page load of its own, and another one begun meanwhile would be cut off. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).first().click()
  await page.waitForURL('**/sign-in**')
}
