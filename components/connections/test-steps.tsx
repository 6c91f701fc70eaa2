import { CircleCheck, CircleDashed, CircleX, LoaderCircle, type LucideIcon } from 'lucide-react'
import { formatCount } from '@/components/format/decimal'
import { cn } from '@/components/ui/class-names'
import { canGoOn, TEST_STEPS, type TestStep } from '@/lib/domain/support/connection-test'
import {
  TEST_STEP_NAMES,
  testConclusion,
  testStepFinding,
} from '@/lib/domain/support/connection-test-words'
import type { ConnectionTestView } from '@/lib/domain/views/connection-test'

type Look = 'passed' | 'failed' | 'running' | 'waiting' | 'not-tried'

const LOOKS: Record<Look, { icon: LucideIcon; word: string; className: string }> = {
  passed: { icon: CircleCheck, word: 'Passed', className: 'text-profit' },
  failed: { icon: CircleX, word: 'Failed', className: 'text-loss' },
  running: { icon: LoaderCircle, word: 'Trying…', className: 'text-accent-text' },
  waiting: { icon: CircleDashed, word: 'Waits', className: 'text-ink-faint' },
  'not-tried': { icon: CircleDashed, word: 'Not tried', className: 'text-ink-faint' },
}

/** A test as it goes on: each step with its time and outcome, and in the end what it comes to. */
export function TestSteps({ test }: { test: ConnectionTestView }) {
  return (
    <>
      <p role="status" className="mb-2 text-ink-soft">
        {underWay(test) ?? <Conclusion test={test} />}
      </p>
      <ol className="divide-y divide-rule border-y border-rule text-table">
        {TEST_STEPS.map((step) => (
          <Step key={step} step={step} test={test} />
        ))}
      </ol>
    </>
  )
}

function underWay({ finishedAt, startedAt, workerAlive }: ConnectionTestView): string | null {
  if (finishedAt) return null
  if (startedAt) return 'The test is under way…'
  return workerAlive
    ? 'The test begins in a moment…'
    : 'Our background worker is not running, so the test waits for it.'
}

function Conclusion({ test }: { test: ConnectionTestView }) {
  const { title, text } = testConclusion(test.steps)
  return (
    <>
      <span className="font-medium text-ink">{title}.</span> {text}
    </>
  )
}

function Step({ step, test }: { step: TestStep; test: ConnectionTestView }) {
  const result = test.steps.find((each) => each.step === step)
  const { icon: Icon, word, className } = LOOKS[result?.outcome ?? lookOf(step, test)]
  return (
    <li className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-0.5 py-2 sm:grid-cols-[13rem_7rem_1fr_auto]">
      <span className="font-medium">{TEST_STEP_NAMES[step]}</span>
      <span className={cn('inline-flex items-center gap-1.5', className)}>
        <Icon aria-hidden className="size-4 shrink-0" />
        {word}
      </span>
      <span className="text-ink-soft [overflow-wrap:anywhere]">
        {result ? <Finding result={result} /> : null}
      </span>
      <span className="text-right text-ink-faint tabular-nums">
        {result ? timeText(result.tookMs) : ''}
      </span>
    </li>
  )
}

function timeText(ms: number): string {
  return ms < 1 ? 'under 1 ms' : `${formatCount(ms)} ms`
}

function lookOf(step: TestStep, { steps, startedAt, finishedAt }: ConnectionTestView): Look {
  const last = steps.at(-1)
  if (finishedAt || (last && !canGoOn(last))) return 'not-tried'
  const isNext = TEST_STEPS[steps.length] === step
  return startedAt && isNext ? 'running' : 'waiting'
}

function Finding({ result }: { result: ConnectionTestView['steps'][number] }) {
  const { code, failed } = result
  const finding = testStepFinding(result)
  return (
    <>
      {finding}
      {failed.map(({ accountId, account, code: why }) => (
        <span key={accountId} className="block">
          {account}: <code className="font-mono text-xs">{why}</code>
        </span>
      ))}
      {code && failed.length === 0 ? (
        <>
          {finding ? ' ' : null}
          <code className="font-mono text-xs">{code}</code>
        </>
      ) : null}
    </>
  )
}
