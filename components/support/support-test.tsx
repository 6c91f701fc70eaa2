'use client'

import { useTest } from '@/components/connections/connection-test'
import { TestSteps } from '@/components/connections/test-steps'
import { When } from '@/components/format/when'
import { Section } from '@/components/ui/section'
import { testAddress } from './support'

/** The newest test, by support or by the trader, as it goes on. */
export function SupportTest({ connectionId }: { connectionId: string }) {
  const test = useTest(testAddress(connectionId)).data?.test
  if (!test) return null
  return (
    <Section
      title="Test of the connection"
      aside={
        <span className="text-table text-ink-faint">
          Asked by {test.askedBy === 'support' ? 'support' : 'the trader'}{' '}
          <When at={test.askedAt} />
        </span>
      }
    >
      <TestSteps test={test} />
    </Section>
  )
}
