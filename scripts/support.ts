import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { connectDatabase, type Database } from '@/lib/db/client'
import { resolveDatabaseUrl } from '@/lib/db/embedded/resolve-database-url'
import { TEST_STEPS } from '@/lib/domain/support/connection-test'
import { TEST_STEP_NAMES, testConclusion } from '@/lib/domain/support/connection-test-words'
import { readSupportEnv } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { AuditReason } from '@/lib/support/audit'
import { bundleAtCommandLine } from '@/lib/support/bundle-at-command-line'
import { explainAsText, timelineAsText } from '@/lib/support/explain-as-text'
import { explainConnection } from '@/lib/support/explain-connection'
import { openAtCommandLine } from '@/lib/support/opening'
import { testAsItStands, testAtCommandLine } from '@/lib/support/test-at-command-line'
import { givenEnvironment } from './start/given-environment'

// `npm run support -- explain|timeline|test|bundle CONNECTION [REASON] [--json]`: what the support page
// says, as text. Each leaves an entry in the audit, which the trader can read.

const WORDS = ['explain', 'timeline', 'test', 'bundle'] as const
/** A worker takes a test within a second, and each of its few steps ends by itself. */
const TEST_ENDS_WITHIN_MS = 5 * 60_000

const asJson = process.argv.includes('--json')
const [what, id, ...why] = process.argv.slice(2).filter((word) => word !== '--json')
const Asked = z.object({ what: z.enum(WORDS), connectionId: z.uuid(), reason: AuditReason })
const asked = Asked.safeParse({
  what,
  connectionId: id,
  reason: why.join(' ') || 'at the command line',
})
if (!asked.success) {
  console.error(
    `Say what and of which: npm run support -- ${WORDS.join('|')} CONNECTION [REASON] [--json]`,
  )
  process.exit(1)
}
const env = givenEnvironment()
const { SYNC_CHECK_SECONDS: checkEverySeconds, platforms } = readSupportEnv(env)
const database = await resolveDatabaseUrl(env)
const db = connectDatabase(database.url)
try {
  await answer(db, asked.data)
} catch (error) {
  if (!(error instanceof AppError)) throw error
  process.exitCode = 1
  console.error(error.message)
} finally {
  await db.$disconnect()
  await database.stop()
}
process.exit()

async function answer(
  db: Database,
  { what, connectionId, reason }: z.output<typeof Asked>,
): Promise<void> {
  const now = new Date()
  const around = { connectionId, now, checkEverySeconds, platforms }
  switch (what) {
    case 'test':
      await testAtCommandLine(db, { connectionId, reason, now })
      return watchTest(db, connectionId)
    case 'bundle': {
      const { bundle, text } = await bundleAtCommandLine(db, { ...around, reason })
      return print(bundle, text)
    }
    default: {
      await openAtCommandLine(db, { connectionId, reason, now })
      const view = await explainConnection(db, { staff: 'command-line', ...around })
      if (what === 'explain') return print(view, explainAsText(view))
      return print(view.timeline, timelineAsText(view))
    }
  }
}

function print(value: unknown, text: string): void {
  console.log(asJson ? JSON.stringify(value, null, 2) : text)
}

/** Prints each step as it comes, and what it comes to. */
async function watchTest(db: Database, connectionId: string): Promise<void> {
  const until = Date.now() + TEST_ENDS_WITHIN_MS
  let printed = 0
  for (;;) {
    const test = await testAsItStands(db, { connectionId, now: new Date() })
    for (const step of asJson ? [] : test.steps.slice(printed)) {
      console.log(
        `${TEST_STEP_NAMES[step.step].padEnd(24)}${step.outcome.padEnd(8)}${step.tookMs} ms${step.code ? `  ${step.code}` : ''}`,
      )
      for (const { account, code } of step.failed) console.log(`  ${account}: ${code}`)
    }
    printed = test.steps.length
    if (test.finishedAt) {
      if (asJson) return print(test, '')
      for (const step of TEST_STEPS.slice(printed))
        console.log(`${TEST_STEP_NAMES[step].padEnd(24)}not tried`)
      const { title, text } = testConclusion(test.steps)
      return console.log(`\n${title}. ${text}`)
    }
    if (!test.workerAlive || Date.now() > until) {
      process.exitCode = 1
      return console.error('No worker has made the test yet; it waits for one (npm run worker).')
    }
    await pause(200)
  }
}
