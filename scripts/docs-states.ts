import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { LOOKS } from '@/e2e/steps/looks'
import { CONNECTION_COPY } from '@/lib/domain/connection-copy'
import { CONNECTION_STATES } from '@/lib/domain/connection-state'
import { ROOT } from './start/run-child'
import { countJourneys } from './test/count'
import { requireChromium } from './test/require-chromium'

/**
 * `npm run docs:states`: takes the pictures of docs/states anew, by the journey that drives
 * mock-spotware into every state, and writes the page that shows them.
 */
const FOLDER = path.join(ROOT, 'docs', 'states')

await requireChromium()
process.env.STATE_PICTURES = FOLDER
const { failed } = await countJourneys(['e2e/states.spec.ts'])
if (failed === 0) await writeFile(path.join(FOLDER, 'README.md'), page())
process.exitCode = failed > 0 ? 1 : 0

function page(): string {
  const chapters = CONNECTION_STATES.map((state) => {
    const { pill, title, whoActs } = CONNECTION_COPY[state]
    const pictures = LOOKS.map(({ width, colorScheme }) => {
      const file = `${state}-${width}-${colorScheme}.png`
      return `<img src="${file}" width="${width === 390 ? 120 : 330}" alt="${title}, ${width} pixels wide, ${colorScheme}">`
    })
    return `## ${state}\n\n“${pill}”: ${title}. Who acts: ${whoActs}.\n\n${pictures.join('\n')}`
  })
  return [
    '# Every state of a connection',
    'Written by `npm run docs:states`, which drives mock-spotware into each of them; `npm test` does the same without keeping the pictures.\nThe words are in `lib/domain/connection-copy.ts` and `connection-words.ts`, the rules in `connection-state.ts`.',
    ...chapters,
  ]
    .join('\n\n')
    .concat('\n')
}
