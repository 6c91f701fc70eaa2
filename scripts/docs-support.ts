import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { COMPLAINTS } from '@/e2e/pictures/support-stories'
import { DESK_AND_PHONE } from '@/e2e/steps/looks'
import { ROOT } from './start/run-child'
import { countJourneys } from './test/count'
import { requireChromium } from './test/require-chromium'

/**
 * `npm run docs:support`: takes the pictures of docs/support anew, by driving mock-spotware into every
 * trouble there is a complaint about, and writes the page that shows them.
 */
const FOLDER = path.join(ROOT, 'docs', 'support')

await requireChromium()
process.env.SUPPORT_PICTURES = FOLDER
const { failed } = await countJourneys(['--project=protobuf'])
if (failed === 0) await writeFile(path.join(FOLDER, 'README.md'), page())
process.exitCode = failed > 0 ? 1 : 0

function page(): string {
  const chapters = COMPLAINTS.map(({ name, complaint }) => {
    const pictures = DESK_AND_PHONE.map(({ width, colorScheme }) => {
      const file = `${name}-${width}-${colorScheme}.png`
      return `<img src="${file}" width="${width === 390 ? 160 : 560}" alt="The support page, ${width} pixels wide, ${colorScheme}">`
    })
    return `## “${complaint}”\n\n${pictures.join('\n')}`
  })
  return [
    '# What support reads first',
    'Written by `npm run docs:support`, which drives mock-spotware into every trouble of the founding guide and every row of the table of\ndecisions, and fails when the first sentence of the page does not name the cause and the step. `workers/support.test.ts` checks the same\nin every `npm test`, without a browser.',
    ...chapters,
  ]
    .join('\n\n')
    .concat('\n')
}
