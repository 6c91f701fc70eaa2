import { expect, test } from './stack/test'
import { DESK_AND_PHONE, expectAccessible, expectNoOverflow, LOOKS, takeLook } from './steps/looks'
import { registerSomebody } from './steps/people'
import { uploadFile } from './steps/upload'

const FILE = [
  '"Symbol","Opening direction","Opening time (UTC+2)","Closing time (UTC+2)","Entry price","Closing price","Closing Quantity","Net $","Balance $"',
  '"EURUSD","Buy","14/07/2026 08:15:42.118","14/07/2026 09:15:42.118","1.08420","1.08520","0.50 Lots","47.00","10 047.00"',
  '"XAUUSD","Sell","14/07/2026 12:02:07.940","14/07/2026 13:02:07.940","2410.55","2412.05","0.10 Lots","-15.00","10 032.00"',
  '"GBPUSD","Buy","15/07/2026 12:02:07.940","15/07/2026 13:32:07.940","1.27100","1.27200","0.10 Lots","10.00","10 042.00"',
].join('\r\n')

test('a trade gets a note, tags, a rating and a risk, by keyboard, and keeps them when its import is undone and restored', async ({
  page,
}) => {
  test.setTimeout(240_000)
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${page.url()}: ${message.text()}`)
  })
  await registerSomebody(page)
  await uploadFile(page, {
    name: 'history.csv',
    text: FILE,
    newAccount: { name: 'From files', currency: 'USD' },
  })
  await page.getByRole('button', { name: 'Add 3 trades' }).click()
  const importUrl = page.url()
  await page.getByRole('button', { name: 'Show the trades' }).click()

  await page.getByRole('link', { name: 'EURUSD' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'EURUSD' })).toBeVisible()
  await expect(page.getByText('Profit after costs')).toBeVisible()
  await expect(page.getByRole('row', { name: /Exit/ })).toContainText('0.50')
  const tradeUrl = page.url()

  const note = page.getByLabel('Note about this trade')
  const saved = page.getByText('Saved', { exact: true })
  await test.step('what another window wrote meanwhile is not wiped out', async () => {
    const path = `/api${new URL(tradeUrl).pathname}/note`
    await page.route(
      `**${path}`,
      async (route) => {
        await page.request.patch(path, { data: { text: 'Theirs.' } })
        await route.continue()
      },
      { times: 1 },
    )
    await note.fill('Mine.')
    await expect(page.getByRole('alert').filter({ hasText: 'another window' })).toContainText(
      'Theirs.',
    )
    await expectAccessible(page, 'a note that two windows wrote')
    await page.getByRole('button', { name: 'Keep mine' }).click()
    await expect(saved).toBeVisible()
  })
  await note.fill('# Plan\n\n- **Waited** for the retest')
  await expect(saved).toBeVisible()
  await page.getByText('Read', { exact: true }).click()
  await expect(page.locator('strong', { hasText: 'Waited' })).toBeVisible()

  const tags = page.getByRole('combobox', { name: 'Add a tag' })
  await tags.fill('London open')
  await tags.press('Enter')
  await tags.fill('retest')
  await tags.press('Enter')
  await expect(page.getByRole('button', { name: 'Remove the tag retest' })).toBeVisible()
  await tags.press('Backspace')
  await expect(page.getByRole('button', { name: /Remove the tag/ })).toHaveCount(1)
  await page.getByRole('radio', { name: '4 of 5' }).check({ force: true })
  await page.getByLabel('Risk in USD').fill('20')
  await page.getByLabel('Risk in USD').press('Enter')
  await expect(page.getByText('+2.35 R')).toBeVisible()

  for (const look of DESK_AND_PHONE) {
    await takeLook(page, look)
    await page.goto(tradeUrl)
    await expect(page.getByText('+2.35 R')).toBeVisible()
    await expect(page.locator('strong', { hasText: 'Waited' })).toBeVisible()
    await expectAccessible(page, `a trade, ${look.width} ${look.colorScheme}`)
    await expectNoOverflow(page, `a trade, ${look.width} ${look.colorScheme}`)
  }
  await takeLook(page, LOOKS[0])
  await page.keyboard.press('k')
  await expect(page.getByRole('heading', { level: 1, name: 'XAUUSD' })).toBeVisible()
  await page.keyboard.press('j')
  await expect(page.getByRole('heading', { level: 1, name: 'EURUSD' })).toBeVisible()
  await page.getByRole('link', { name: 'Trades' }).last().click()

  const rows = page.getByRole('table').locator('tbody tr')
  await expect(rows.filter({ hasText: 'EURUSD' })).toContainText('London open')
  await page.getByLabel('Select XAUUSD').check()
  await page.getByLabel('Select GBPUSD').check()
  await expectAccessible(page, 'trades selected')
  await page.getByRole('button', { name: 'Tag…' }).click()
  const many = page.getByRole('combobox', { name: 'A tag for 2 trades' })
  await many.fill('lon')
  await many.press('ArrowDown')
  await expect(page.getByRole('listbox').getByRole('option', { selected: true })).toContainText(
    'London open',
  )
  await expectAccessible(page, 'a tag for trades')
  await many.press('Enter')
  await expect(rows.filter({ hasText: 'London open' })).toHaveCount(3)
  await test.step('what tagging changed is taken back, and no more', async () => {
    await expect(page.getByText('2 trades tagged London open')).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(rows.filter({ hasText: 'London open' })).toHaveCount(1)
    await page.getByRole('button', { name: 'Tag…' }).click()
    await many.fill('London open')
    await many.press('Enter')
    await expect(rows.filter({ hasText: 'London open' })).toHaveCount(3)
  })
  await page.getByLabel('Tag', { exact: true }).selectOption('London open')
  await expect(page).toHaveURL(/tag=/)
  await expect(rows).toHaveCount(3)

  await test.step('a tag gets another name, for all its trades', async () => {
    await page.goto('/settings')
    await page.getByRole('button', { name: 'Rename the tag London open' }).click()
    await page.getByLabel('New name of the tag London open').fill('London')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Delete the tag London' }).click()
    await expect(page.getByText('Tag London deleted')).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByRole('link', { name: '3 trades' })).toBeVisible()
  })

  await page.goto(importUrl)
  await page.getByRole('button', { name: 'Undo…' }).click()
  await page.getByRole('button', { name: 'Take out 3 trades' }).click()
  await page.getByRole('button', { name: 'Restore' }).waitFor()
  await page.goto(tradeUrl)
  await expect(page.getByText('There is no such trade')).toBeVisible()
  await page.goto(importUrl)
  await page.getByRole('button', { name: 'Restore' }).click()
  await page.getByRole('button', { name: 'Undo…' }).waitFor()
  await page.goto(tradeUrl)
  await expect(page.getByText('+2.35 R')).toBeVisible()
  await expect(page.locator('strong', { hasText: 'Waited' })).toBeVisible()

  await page.context().clearCookies()
  await registerSomebody(page)
  await page.goto(tradeUrl)
  await expect(page.getByText('There is no such trade')).toBeVisible()
  expect(errors.filter((error) => !/40[49]/.test(error))).toEqual([])
})
