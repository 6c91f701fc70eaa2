import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@/e2e/stack/test'
import { Narrator } from '@/e2e/states/narrator'
import { storyPeople } from '@/e2e/states/people'
import { Story } from '@/e2e/states/story'
import { makeOperator } from '@/e2e/steps/database'
import { DESK_AND_PHONE, takeLook } from '@/e2e/steps/looks'
import { registerSomebody } from '@/e2e/steps/people'
import { COMPLAINTS, silentPeople } from './support-stories'

const now = new Date()
const { people } = storyPeople(now) as { people: object[] }
test.use({ scenario: { people: [...people, ...silentPeople(now)] }, historicalPerSecond: 25 })

/** Set by `npm run docs:support`. */
const PICTURES = process.env.SUPPORT_PICTURES ?? 'support-pictures'

test('every complaint is answered by the first sentence of its page', async ({
  page,
  stack,
  browser,
}) => {
  test.setTimeout(600_000)
  await mkdir(PICTURES, { recursive: true })
  const other = await browser.newContext({ baseURL: stack.baseUrl })
  const staff = await other.newPage()
  const { email } = await registerSomebody(staff)
  await makeOperator(stack.databaseUrl, email)

  const narrator = await Narrator.begin(page, stack)
  try {
    await registerSomebody(page)
    const story = new Story(narrator, { narrator, connectionId: '' })
    for (const { name, complaint, tell, cause, step } of COMPLAINTS)
      await test.step(complaint, async () => {
        await tell(story)
        await takeLook(staff, DESK_AND_PHONE[0])
        await staff.goto(`/support/connections/${story.connectionId}`)
        const panel = staff.getByRole('heading', { name: 'Likely cause' }).locator('..')
        const opening = staff.getByLabel('Reason')
        await expect(panel.or(opening).first()).toBeVisible()
        if (await opening.isVisible()) {
          await opening.fill(complaint)
          await staff.keyboard.press('Enter')
        }
        await expect(panel.locator('p').nth(0)).toHaveText(cause)
        await expect(panel.locator('p').nth(1)).toHaveText(step)
        for (const look of DESK_AND_PHONE) {
          await takeLook(staff, look)
          await staff.screenshot({
            path: path.join(PICTURES, `${name}-${look.width}-${look.colorScheme}.png`),
          })
        }
      })
  } finally {
    await narrator.end()
    await other.close()
  }
})
