import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from 'playwright/test'

/** A desk and a phone, by day and by night. */
export const LOOKS = [
  { width: 1440, height: 900, colorScheme: 'light' },
  { width: 1440, height: 900, colorScheme: 'dark' },
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
] as const

/** Both widths and both themes, each once: the crawl of all pages looks at every combination. */
export const DESK_AND_PHONE = [LOOKS[0], LOOKS[3]] as const

type Look = (typeof LOOKS)[number]

export async function takeLook(page: Page, { width, height, colorScheme }: Look): Promise<void> {
  await page.setViewportSize({ width, height })
  await page.emulateMedia({ colorScheme })
}

/** Nothing that axe objects to. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`),
    where,
  ).toEqual([])
}

export async function expectNoOverflow(page: Page, where: string): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, where).toBeLessThanOrEqual(0)
}

/** Accessible and as wide as the window, on a desk by day and on a phone by night; ends at the desk. */
export async function expectFits(page: Page, what: string): Promise<void> {
  for (const look of DESK_AND_PHONE) {
    await takeLook(page, look)
    const where = `${what} ${look.width} ${look.colorScheme}`
    await expectAccessible(page, where)
    await expectNoOverflow(page, where)
  }
  await takeLook(page, LOOKS[0])
}
