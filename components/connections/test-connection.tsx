'use client'

import { When } from '@/components/format/when'
import { Button } from '@/components/ui/button'
import { RequestFailure } from '@/components/ui/request-failure'
import { Section } from '@/components/ui/section'
import { useSecondsUntil } from '@/components/ui/use-seconds-until'
import { TEST_COOL_DOWN_MS } from '@/lib/domain/support/connection-test'
import type { ConnectionView } from '@/lib/domain/views/connection'
import { useAskForTest, useTest } from './connection-test'
import { TestSteps } from './test-steps'

/** The trader sees for themselves where it stops. */
export function TestConnection({ connection }: { connection: ConnectionView }) {
  const address = `/api/connections/${connection.id}/test`
  const test = useTest(address).data?.test ?? null
  const ask = useAskForTest(address)
  const left = useSecondsUntil(test?.nextAllowedAt ?? null, TEST_COOL_DOWN_MS / 1000)
  const isUnderWay = ask.isPending || (test !== null && !test.finishedAt)
  return (
    <Section title="Test this connection">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-y border-rule py-3">
        <p className="max-w-xl text-ink-soft">
          Tries it step by step, from cTrader’s answer to your last deal, and says where it stops.
          Nothing is changed.
          {test?.finishedAt ? (
            <>
              {' '}
              Last tested <When at={test.finishedAt} />
              {test.askedBy === 'support' ? ' by support' : ''}.
            </>
          ) : null}
        </p>
        <Button
          busy={isUnderWay && 'Testing…'}
          disabled={left > 0}
          className="tabular-nums"
          onClick={() => ask.mutate()}
        >
          {left > 0 ? `Test connection in ${left} s` : 'Test connection'}
        </Button>
      </div>
      {ask.error ? (
        <RequestFailure className="mt-3" error={ask.error} what="The test was not begun" />
      ) : null}
      {test ? (
        <div className="mt-4">
          <TestSteps test={test} />
        </div>
      ) : null}
    </Section>
  )
}
