import { buildPages } from './test/build-pages'
import { type Count, countAsOne, countJourneys, countVitest } from './test/count'
import { requireChromium } from './test/require-chromium'

/** `npm test`: everything that must hold, one after the other, to the end even when something fails. */
const steps: [name: string, run: () => Promise<Count>][] = [
  ['format and lint', () => countAsOne(['biome', 'check', '--error-on-warnings'])],
  ['types', () => countAsOne(['tsc', '--noEmit'])],
  ['unused code', () => countAsOne(['knip'])],
  ['schema and migrations agree', () => countAsOne(['npm', 'run', '--silent', 'db:check'])],
  ['unit and integration', countVitest],
  [
    'build',
    async () => {
      await buildPages()
      return { passed: 1, failed: 0 }
    },
  ],
  [
    'journeys',
    async () => {
      await requireChromium()
      return countJourneys()
    },
  ],
]

const total: Count = { passed: 0, failed: 0 }
const summary: string[] = []
for (const [name, run] of steps) {
  console.log(`\n== ${name}`)
  const startedAt = performance.now()
  const count = await run().catch((error: Error): Count => {
    console.error(error.message)
    return { passed: 0, failed: 1 }
  })
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0)
  summary.push(`${name}: ${count.passed} passed, ${count.failed} failed (${seconds} s)`)
  total.passed += count.passed
  total.failed += count.failed
}

console.log(`\n${summary.map((line) => `  ${line}`).join('\n')}\n`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0)
