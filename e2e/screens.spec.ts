import { expect, test } from './stack/test'
import { makeOperator } from './steps/database'
import { closedTrades } from './steps/journal'
import { DESK_AND_PHONE, expectAccessible, expectNoOverflow, LOOKS, takeLook } from './steps/looks'
import { registerSomebody } from './steps/people'
import { uploadFile } from './steps/upload'

const FILE = [
  '"Symbol","Opening direction","Opening time (UTC+2)","Closing time (UTC+2)","Entry price","Closing price","Closing Quantity","Net $","Balance $"',
  '"EURUSD","Buy","14/07/2026 08:15:42.118","14/07/2026 09:15:42.118","1.08420","1.08520","0.50 Lots","47.00","10 047.00"',
  '"XAUUSD","Sell","14/07/2026 12:02:07.940","14/07/2026 13:02:07.940","2410.55","2412.05","0.10 Lots","-15.00","10 032.00"',
].join('\r\n')

const PAGES = [
  '/dashboard',
  '/trades',
  '/reports?by=session',
  '/reports/compare?aDirection=LONG&bDirection=SHORT',
  '/reports/chance',
  '/reports/outlook?balance=10000',
  '/reports/discipline',
  '/reports/costs',
  '/calendar',
  '/activity',
  '/imports',
  '/imports/new',
  '/connections',
  '/connections/new',
  '/settings',
  '/support',
  '/operator',
  '/operator/people',
  '/operator/outbox',
]

const [DESK_BY_DAY, DESK_BY_NIGHT, PHONE_BY_DAY, PHONE_BY_NIGHT] = LOOKS

for (const [device, looks] of [
  ['a desk', [DESK_BY_DAY, DESK_BY_NIGHT]],
  ['a phone', [PHONE_BY_DAY, PHONE_BY_NIGHT]],
] as const)
  test(`every page on ${device} is accessible, fits its width and prints no error`, async ({
    page,
    stack,
  }) => {
    test.setTimeout(300_000)
    const errors: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(`${page.url()}: ${message.text()}`)
    })
    page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`))

    const look = async (what: string) => {
      for (const one of looks) {
        await takeLook(page, one)
        await expectAccessible(page, `${what} ${one.width} ${one.colorScheme}`)
        await expectNoOverflow(page, `${what} ${one.width} ${one.colorScheme}`)
      }
    }
    await page.goto('/sign-in')
    await look('sign-in')
    await takeLook(page, DESK_BY_DAY)
    const { email } = await registerSomebody(page)
    await makeOperator(stack.databaseUrl, email)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await look('first visit')
    await takeLook(page, DESK_BY_DAY)
    await uploadFile(page, {
      name: 'history.csv',
      text: FILE,
      newAccount: { name: 'From files', currency: 'USD' },
    })
    await look('preview')
    await takeLook(page, DESK_BY_DAY)
    await page.getByRole('button', { name: 'Add 2 trades' }).click()
    await expect(page.getByText('2 trades added')).toBeVisible()
    await look('result')
    const [first] = await closedTrades(page)

    for (const path of [...PAGES, `/trades/${first?.id}`]) {
      await takeLook(page, looks[0])
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
      await look(path)
    }
    expect(errors).toEqual([])
  })

test('a run opens by keyboard to its reasons, and a month without data to its cure', async ({
  page,
}) => {
  await registerSomebody(page)
  await uploadFile(page, {
    name: 'history.csv',
    text: FILE.replace('14/07/2026 13:02:07.940', '31/02/2026 13:02:07.940'),
    newAccount: { name: 'From files', currency: 'USD' },
  })
  await page.getByRole('button', { name: 'Add 1 trade' }).click()
  await expect(page.getByText('1 trade added')).toBeVisible()

  for (const look of DESK_AND_PHONE) {
    await takeLook(page, look)
    await page.goto('/imports')
    await page.getByRole('button', { name: 'Activity' }).click()
    await expect(page.getByText('1 new deal, 1 row not read')).toBeVisible()
    await page.locator('main').getByRole('button', { expanded: false }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByText('A date does not exist')).toBeVisible()
    await expectAccessible(page, `an open run, ${look.width} ${look.colorScheme}`)
    await page.getByRole('link', { name: 'Open history.csv' }).click()
    await expect(page.getByRole('heading', { name: 'history.csv' })).toBeVisible()
  }

  await page.goto('/dashboard')
  await page.getByRole('link', { name: 'From files' }).click()
  const known = page.getByRole('button', { name: 'July 2026: from files, 1 closing' })
  for (const look of DESK_AND_PHONE) {
    await takeLook(page, look)
    await expect(known).toBeVisible()
    await known.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Upload an export for it' })).toBeVisible()
    await expectAccessible(page, `a month, ${look.width} ${look.colorScheme}`)
    await expectNoOverflow(page, `an account, ${look.width} ${look.colorScheme}`)
    await page.keyboard.press('Enter')
  }
})

test('trades are sorted, filtered and reached by keyboard', async ({ page }) => {
  await registerSomebody(page)
  await uploadFile(page, {
    name: 'history.csv',
    text: FILE,
    newAccount: { name: 'From files', currency: 'USD' },
  })
  await page.getByRole('button', { name: 'Add 2 trades' }).click()
  await page.getByRole('button', { name: 'Show the trades' }).click()
  const symbols = page.getByRole('table').locator('tbody tr')
  await expect(symbols).toHaveText([/XAUUSD/, /EURUSD/])

  await test.step('rows are moved through, selected, written about and opened by keyboard', async () => {
    await page.keyboard.press('j')
    await expect(symbols.nth(0)).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await expect(symbols.nth(1)).toBeFocused()
    await page.keyboard.press('x')
    await expect(page.getByLabel('Select EURUSD')).toBeChecked()
    await page.keyboard.press('Escape')
    await expect(page.getByLabel('Select EURUSD')).not.toBeChecked()
    await page.keyboard.press('n')
    const note = page.getByRole('dialog', { name: 'Note about EURUSD' }).getByRole('textbox')
    await note.fill('Waited.')
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    await expectAccessible(page, 'a note in its row')
    await page.keyboard.press('Escape')
    await expect(symbols.nth(1)).toBeFocused()
    await expect(symbols.nth(1)).toContainText('Waited.')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'EURUSD' })).toBeVisible()
    await page.goBack()
  })

  await test.step('columns are chosen, and stay', async () => {
    const swap = page.getByRole('columnheader', { name: 'Swap' })
    await expect(swap).toHaveCount(0)
    await page.getByRole('button', { name: 'Columns' }).click()
    const kept = page.waitForResponse('**/api/settings/trade-columns')
    await page.getByRole('menuitemcheckbox', { name: 'Swap' }).click()
    await kept
    await page.keyboard.press('Escape')
    await page.reload()
    await expect(swap).toBeVisible()
  })

  const net = page.getByRole('columnheader', { name: 'Net' }).getByRole('button')
  await net.focus()
  await page.keyboard.press('Enter')
  await expect(symbols).toHaveText([/EURUSD/, /XAUUSD/])
  await expect(page).toHaveURL(/sort=net/)

  await page.getByLabel('Symbol').selectOption('XAUUSD')
  await expect(symbols).toHaveText([/XAUUSD/])
  await page.getByRole('combobox', { name: 'Direction' }).selectOption('Long')
  await expect(page.getByText('No trades match these filters')).toBeVisible()
  await page.getByRole('combobox', { name: 'Direction' }).selectOption('Short')
  await expect(symbols).toHaveText([/XAUUSD/])

  await test.step('a filter is saved under a name, left, and come back to', async () => {
    await page.getByRole('button', { name: 'Filters', exact: true }).click()
    const panel = page.getByRole('dialog', { name: 'Saved filters' })
    await panel.getByLabel('Name for the present filter').fill('Gold by net')
    await page.keyboard.press('Enter')
    await expect(panel.getByRole('link', { name: 'Gold by net' })).toHaveAttribute(
      'aria-current',
      'true',
    )
    await expectAccessible(page, 'saved filters')
    await page.keyboard.press('Escape')
    await page.goto('/trades')
    await expect(symbols).toHaveCount(2)
    await page.getByRole('button', { name: 'Filters', exact: true }).click()
    await panel.getByRole('link', { name: 'Gold by net' }).click()
    await expect(page).toHaveURL(/symbol=XAUUSD.*direction=SHORT.*sort=net/)
    await expect(symbols).toHaveText([/XAUUSD/])
  })
  await page.getByLabel('From').fill('2026-07-15')
  await expect(symbols).toHaveCount(0)
})
