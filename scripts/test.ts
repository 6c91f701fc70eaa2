import { buildPages } from './test/build-pages'
import { type Count, countAsOne, countJourneys, countVitest } from './test/count'
import { requireChromium } from './test/require-chromium'

type Step = [name: string, run: () => Promise<Count>]

/** `npm test`: everything that must hold, to the end even when something fails. */
const total: Count = { passed: 0, failed: 0 }
const summary: string[] = []

async function inTurn(steps: Step[]): Promise<void> {
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
}

await inTurn([['format and lint', () => countAsOne(['biome', 'check', '--error-on-warnings'])]])
// Tests wait for sockets and leases now and then: what only computes has room beside them.
await Promise.all([
  inTurn([['unit and integration', countVitest]]),
  inTurn([
    ['types', () => countAsOne(['tsc', '--noEmit'])],
    ['unused code', () => countAsOne(['knip'])],
    ['schema and migrations agree', () => countAsOne(['npm', 'run', '--silent', 'db:check'])],
    [
      'build',
      async () => {
        await buildPages()
        return { passed: 1, failed: 0 }
      },
    ],
  ]),
])
await inTurn([
  [
    'journeys',
    async () => {
      await requireChromium()
      return countJourneys()
    },
  ],
])

console.log(`\n${summary.map((line) => `  ${line}`).join('\n')}\n`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0)
