import type { Page } from 'playwright/test'
import { expect, test } from './stack/test'
import { DESK_AND_PHONE, expectAccessible, expectNoOverflow, takeLook } from './steps/looks'
import { registerSomebody } from './steps/people'
import { uploadFile } from './steps/upload'

const HEADER =
  '"Symbol","Opening direction","Opening time (UTC+0)","Closing time (UTC+0)","Entry price","Closing price","Closing Quantity","Net $","Balance $"'

/** Closings of July 2026, one after the other: day, time and net in cents. */
const CLOSINGS: [day: number, time: string, cents: number][] = [
  [1, '09:15', 12_050],
  [1, '11:40', -4_320],
  [2, '10:05', -23_410],
  [3, '15:20', 8_800],
  [6, '09:00', 0],
  [7, '13:10', 134_275],
  [8, '08:55', -2_190],
  [10, '16:45', 5_635],
  [14, '09:15', 4_700],
  [14, '22:30', -1_500],
  [20, '12:00', -61_240],
  [23, '12:00', 22_010],
  [31, '12:00', 3_115],
]

function historyFile(): string {
  let balance = 1_000_000
  const rows = CLOSINGS.map(([day, time, cents], index) => {
    balance += cents
    const date = `${String(day).padStart(2, '0')}/07/2026`
    const amount = (value: number) => `"${(value / 100).toFixed(2)}"`
    return `"EURUSD","Buy","${date} 00:0${index % 10}:01.000","${date} ${time}:00.000","1.08420","1.08520","0.50 Lots",${amount(cents)},${amount(balance)}`
  })
  return [HEADER, ...rows].join('\r\n')
}

async function fillJournal(page: Page): Promise<void> {
  await registerSomebody(page)
  await uploadFile(page, {
    name: 'history.csv',
    text: historyFile(),
    newAccount: { name: 'From files', currency: 'USD' },
  })
  await page.getByRole('button', { name: 'Add 13 trades' }).click()
  await expect(page.getByText('13 trades added')).toBeVisible()
}

const dayNamed = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

test('a month by keyboard to the trades of a day, a year as marks, and the figures of it all', async ({
  page,
}) => {
  test.setTimeout(300_000)
  await fillJournal(page)
  await page.getByRole('link', { name: 'Calendar' }).first().click()
  await expect(page.getByRole('heading', { name: 'Calendar' })).toBeVisible()

  await test.step('days, weeks and the month add up', async () => {
    await page.goto('/calendar?month=2026-07')
    await expect(dayNamed(page, 'Tuesday 7 July 2026: +1,342.75 USD profit, 1 trade')).toBeVisible()
    await expect(dayNamed(page, 'Monday 6 July 2026: 0.00 USD even, 1 trade')).toBeVisible()
    await expect(dayNamed(page, 'Saturday 11 July 2026: no trades')).toBeVisible()
    const week = page.getByRole('row').filter({ hasText: 'Week 28' }).first()
    await expect(week.getByRole('cell').last()).toHaveText(/\+1,377\.20\s*4 trades/)
    await expect(page.getByText(/from 13 trades on 11 days, 7 of them won/)).toContainText(
      '+979.25 USD',
    )
  })

  await test.step('arrows move, Enter opens, Escape comes back', async () => {
    await dayNamed(page, /^Monday 13 July/).focus()
    await page.keyboard.press('ArrowRight')
    await expect(dayNamed(page, /^Tuesday 14 July/)).toBeFocused()
    await page.keyboard.press('Enter')
    const panel = page.getByRole('region', { name: 'Tuesday 14 July 2026' })
    await expect(panel).toBeFocused()
    await expect(panel.locator('tbody tr')).toHaveCount(2)
    await expect(panel).toContainText('+32.00 USD')
    const note = panel.getByLabel('Note of Tuesday 14 July 2026')
    await note.fill('Waited for **London**.')
    await note.press('Escape')
    await expect(panel).toBeVisible()
    await panel.getByText('Read', { exact: true }).click()
    await expect(panel.locator('strong')).toHaveText('London')
    await expect(dayNamed(page, /^Tuesday 14 July.*, with a note$/)).toBeVisible()
    await panel.focus()
    await page.keyboard.press('Escape')
    await expect(panel).toBeHidden()
    await expect(dayNamed(page, /^Tuesday 14 July/)).toBeFocused()
    await page.keyboard.press('PageUp')
    await expect(dayNamed(page, /^Sunday 14 June 2026: no trades/)).toBeFocused()
    await expect(page.getByText('No trade was closed in this month')).toBeVisible()
  })

  await test.step('in another zone a late trade is of the next day', async () => {
    await page.goto('/settings')
    await page.getByLabel('Days and times are those of').selectOption('Asia/Tokyo')
    await page.getByRole('button', { name: 'Change time zone' }).click()
    await expect(page.getByText('Times in Asia/Tokyo')).toBeVisible()
    await page.goto('/calendar?month=2026-07')
    await expect(dayNamed(page, 'Wednesday 15 July 2026: −15.00 USD loss, 1 trade')).toBeVisible()
  })

  await test.step('the dashboard tells what a figure is, and hides money', async () => {
    await page.goto('/dashboard')
    await page.getByRole('button', { name: 'Expectancy' }).focus()
    await expect(page.getByRole('tooltip')).toContainText('from 13 trades')
    await page.keyboard.press('Escape')
    await page.getByText('Gross', { exact: true }).click()
    await expect(page.getByText('Not counted: 13 trades, gross result not known.')).toBeVisible()
    await page.getByText('Net', { exact: true }).first().click()
    const figures = page.getByRole('region', { name: 'Figures in USD' })
    await expect(figures).toContainText('+979.25')
    await page.getByRole('button', { name: 'Hide money' }).click()
    await expect(figures).not.toContainText('979.25')
    await page.getByRole('button', { name: 'Hide money' }).click()
    await page.getByLabel('Period').selectOption('Last 30 days')
    await expect(page.getByText('No trades match this account and period')).toBeVisible()
    await expect(page).toHaveURL(/period=30-days/)
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await expect(figures).toContainText('+979.25')
  })

  for (const look of DESK_AND_PHONE) {
    await takeLook(page, look)
    const where = `${look.width} ${look.colorScheme}`
    await page.goto('/dashboard')
    await expect(page.getByRole('button', { name: 'Maximum drawdown' })).toBeVisible()
    await expectAccessible(page, `dashboard ${where}`)
    await expectNoOverflow(page, `dashboard ${where}`)
    await page.goto('/calendar?month=2026-07&day=2026-07-14')
    await expect(page.getByRole('region', { name: /14 July/ }).locator('tbody tr')).toHaveCount(1)
    await expectAccessible(page, `month ${where}`)
    await expectNoOverflow(page, `month ${where}`)
    await page.getByRole('button', { name: 'Show as table' }).click()
    await expect(page.getByRole('rowheader', { name: 'Week 28' })).toBeVisible()
    await expectAccessible(page, `table ${where}`)
    await expectNoOverflow(page, `table ${where}`)
    await page.goto('/calendar?month=2026-07&view=year')
    await expect(dayNamed(page, /^Tuesday 7 July 2026: \+1,342\.75/)).toBeVisible()
    await expectAccessible(page, `year ${where}`)
    await expectNoOverflow(page, `year ${where}`)
  }
})
