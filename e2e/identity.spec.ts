import { expect, test } from './stack/test'
import { PASSWORD, registerSomebody, signIn, signOut } from './steps/people'

test('register, sign out, sign in again; a session that ended is worth nothing', async ({
  page,
}) => {
  const { email } = await registerSomebody(page)
  const cookies = await page.context().cookies()
  await page.getByRole('link', { name: 'Settings' }).first().click()
  await signOut(page)

  // Somebody who kept the cookie gains nothing from it.
  await page.context().addCookies(cookies)
  expect((await page.request.get('/api/trades')).status()).toBe(401)
  await page.context().clearCookies()

  await signIn(page, email, 'not the password')
  await expect(page.getByText('That email and password do not match.')).toBeVisible()
  await signIn(page, email.toUpperCase())
  await page.waitForURL('**/dashboard')
})

test('guessing is slowed down', async ({ page }) => {
  const { email } = await registerSomebody(page)
  await page.context().clearCookies()
  await signIn(page, email, 'wrong 0')
  for (let attempt = 1; attempt <= 11; attempt += 1) {
    const answered = page.waitForResponse(/callback\/credentials/)
    await page.getByLabel('Password').fill(`wrong ${attempt}`)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await answered
  }
  await expect(page.getByText('Too many attempts. Try again in a few minutes.')).toBeVisible()
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('Too many attempts. Try again in a few minutes.')).toBeVisible()
})

test('a page asked for without a session leads back after signing in', async ({ page }) => {
  const { email } = await registerSomebody(page)
  await page.context().clearCookies()
  await page.goto('/trades?symbol=EURUSD')
  await page.waitForURL('**/sign-in**')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/trades\?symbol=EURUSD/)
})

test('nobody reads somebody else’s journal', async ({ page, browser, baseURL }) => {
  await registerSomebody(page)
  const made = await page.request.post('/api/accounts', {
    data: { name: 'Mine', currency: 'EUR' },
  })
  const { account } = (await made.json()) as { account: { id: string } }
  const other = await browser.newContext({ baseURL })
  const stranger = await other.newPage()
  await registerSomebody(stranger)
  const listed = await stranger.request.get('/api/accounts')
  expect(await listed.json()).toEqual({ accounts: [] })
  const upload = await stranger.request.post(`/api/imports?account=${account.id}&name=a.csv`, {
    headers: { 'content-type': 'application/octet-stream' },
    data: 'x',
  })
  expect(upload.status()).toBe(404)
  await other.close()
})
