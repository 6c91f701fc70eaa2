import type { Page } from 'playwright/test'

type Upload = {
  name: string
  text: string | Buffer
  /** Chosen by hand; with neither, what the file proposes is taken. */
  account?: string
  newAccount?: { name: string; currency: string }
}

/** Imports → Upload File, as far as what the file turned out to be. */
export async function uploadFile(page: Page, upload: Upload): Promise<void> {
  await page.getByRole('link', { name: 'Imports' }).first().click()
  await page.getByRole('button', { name: 'Upload File' }).first().click()
  const account = page.getByLabel('Account')
  if (upload.account) await account.selectOption({ label: await labelOf(page, upload.account) })
  if (upload.newAccount) {
    await account.selectOption({ label: 'New account…' })
    await page.getByLabel('Name').fill(upload.newAccount.name)
    await page.getByLabel('Currency').fill(upload.newAccount.currency)
  }
  await page.getByLabel('File').setInputFiles({
    name: upload.name,
    mimeType: 'text/csv',
    buffer: Buffer.from(upload.text),
  })
  if (!upload.account && !upload.newAccount)
    await page
      .getByText(/^(The file |The sign in |The only account |Simulated trades need )/)
      .waitFor()
  await page.getByRole('button', { name: 'Upload File' }).click()
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/)
  await page.getByText('Reading').waitFor({ state: 'hidden' })
}

/** The whole text of the option that names an account. */
async function labelOf(page: Page, account: string): Promise<string> {
  const option = page.getByLabel('Account').locator('option', { hasText: account })
  return (await option.textContent()) ?? account
}
