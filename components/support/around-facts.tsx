import { formatCount } from '@/components/format/decimal'
import { Section } from '@/components/ui/section'
import type { ExplainedConnectionView } from '@/lib/domain/views/support'
import { Fact, Facts } from './fact'

/** What happens to other connections of the same environment: one link's trouble, or everybody's. */
export function AroundFacts({ view }: { view: ExplainedConnectionView }) {
  const { others, refusals, notApproved, workerAlive } = view.around
  return (
    <Section title={`Around it, in ${view.platformName}`}>
      <Facts>
        <Fact label="Others failing now">{shareOf(others.failing, others.total)}</Fact>
        <Fact label="Refused within an hour">{shareOf(refusals.lastHour, refusals.total)}</Fact>
        <Fact label="Our app refused on">{formatCount(notApproved)}</Fact>
        <Fact label="Worker">{workerAlive ? 'Alive' : 'Not running'}</Fact>
      </Facts>
    </Section>
  )
}

function shareOf(part: number, whole: number): string {
  if (whole === 0) return 'No other to compare with'
  return `${formatCount(part)} of ${formatCount(whole)}`
}
