import { expect, test } from './stack/test'
import { expectFits } from './steps/looks'
import { registerSomebody } from './steps/people'

test('a newcomer looks around: by keyboard, in a sample journal, and without a network', async ({
  page,
  context,
}) => {
  test.setTimeout(240_000)
  await registerSomebody(page)
  await expect(page.getByRole('heading', { name: 'Bring in your trades' })).toBeVisible()

  await test.step('the palette leads to a page by a few letters', async () => {
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: 'Go to, or do' })
    await expect(palette.getByRole('combobox')).toBeFocused()
    await expectFits(page, 'palette')
    await page.keyboard.type('upl')
    await expect(palette.getByRole('option')).toHaveText(['Upload a file'])
    await page.keyboard.press('Enter')
    await page.waitForURL('**/imports/new')
    await expect(palette).toBeHidden()
  })

  await test.step('g and a letter go to a page, but not while something is typed', async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('c')
    await page.waitForURL('**/calendar')
    await page.getByRole('button', { name: 'Go to…' }).first().click()
    await page.keyboard.type('gt nowhere')
    await expect(page.getByText('Nothing is called so.')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(/calendar/)
  })

  await test.step('the question mark shows the keys', async () => {
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Keys' })
    await expect(sheet.getByText('Open the day')).toBeVisible()
    await expectFits(page, 'keys')
    await page.keyboard.press('Escape')
    await expect(sheet).toBeHidden()
  })

  await test.step('the sample journal is marked, fills the pages and goes in one click', async () => {
    await page.goto('/dashboard')
    await page.getByRole('button', { name: 'Look at a sample' }).click()
    await expect(page.getByText('This is a sample journal')).toBeVisible()
    await expect(page.getByRole('region', { name: 'Figures in USD' })).toBeVisible()
    await expectFits(page, 'sample')
    await page.goto('/reports')
    await expect(page.getByText('This is a sample journal')).toBeVisible()
    await page.getByRole('button', { name: 'Remove the sample' }).click()
    await expect(page.getByText('This is a sample journal')).toBeHidden()
    await page.goto('/dashboard')
    await expect(page.getByRole('heading', { name: 'Bring in your trades' })).toBeVisible()
  })

  await test.step('without a network the page of ours shows, and goes when it is back', async () => {
    const manifest = await page.request.get('/manifest.webmanifest')
    expect(await manifest.json()).toMatchObject({ name: 'Tallybook', start_url: '/dashboard' })
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await context.setOffline(true)
    await page.goto('/trades')
    await expect(page.getByRole('heading', { name: 'You are offline' })).toBeVisible()
    await expectFits(page, 'offline')
    await context.setOffline(false)
    await expect(page.getByRole('heading', { name: 'Trades', level: 1 })).toBeVisible()
    expect(await page.evaluate(() => caches.keys())).toEqual(['offline-page-1'])
  })
})
