import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { CONNECTION_COPY } from '@/lib/domain/connection-copy'
import { CONNECTION_STATES } from '@/lib/domain/connection-state'
import { expect, test } from './stack/test'
import { Narrator } from './states/narrator'
import { storyPeople } from './states/people'
import { STORY, Story } from './states/story'
import { LOOKS, takeLook } from './steps/looks'
import { registerSomebody } from './steps/people'

// At Spotware's pace, so that a history is on its way long enough to be seen.
test.use({ scenario: storyPeople(new Date()), historicalPerSecond: 5 })

/** `npm run docs:states` puts the pictures where the documentation shows them. */
const PICTURES = process.env.STATE_PICTURES

test('every state of a connection comes about at the mock and is explained on its page', async ({
  page,
  stack,
  browser,
}, info) => {
  test.setTimeout(400_000)
  const pictures = PICTURES ?? info.outputPath('states')
  await mkdir(pictures, { recursive: true })
  expect(new Set(STORY.map(([state]) => state))).toEqual(new Set(CONNECTION_STATES))

  const nextDoor = await browser.newContext({ baseURL: stack.baseUrl })
  const neighbour = await Narrator.begin(await nextDoor.newPage(), stack)
  const narrator = await Narrator.begin(page, stack)
  try {
    await registerSomebody(neighbour.page)
    const working = await neighbour.link('nils')
    await neighbour.waitFor(working, 'choose-accounts')
    await neighbour.followAll(working)

    await registerSomebody(page)
    const story = new Story(narrator, { narrator: neighbour, connectionId: working })
    for (const [state, tell] of STORY)
      await test.step(state, async () => {
        await tell(story)
        await story.waitFor(state)
        await page.goto(`/connections/${story.connectionId}`)
        await expect(
          page.getByText(CONNECTION_COPY[state].pill, { exact: true }).first(),
        ).toBeVisible()
        for (const look of LOOKS) {
          await takeLook(page, look)
          const { width, colorScheme } = look
          await page.screenshot({
            path: path.join(pictures, `${state}-${width}-${colorScheme}.png`),
          })
        }
      })
  } finally {
    await narrator.end()
    await neighbour.end()
    await nextDoor.close()
  }
})
