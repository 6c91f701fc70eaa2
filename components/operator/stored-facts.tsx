import { countOf, formatCount } from '@/components/format/decimal'
import { Fact, Facts } from '@/components/support/fact'
import { Section } from '@/components/ui/section'
import type { HealthView } from '@/lib/domain/views/operator'

const OUTCOMES: Record<string, string> = {
  running: 'under way',
  completed: 'done',
  failed: 'failed',
  cancelled: 'stopped',
}

/** Runs, mails, keys and sums. */
export function StoredFacts({ view }: { view: HealthView }) {
  const { runsLastHour, mails, keys, accountsThatDoNotAddUp } = view
  const runs = (kind: 'sync' | 'import') =>
    runsLastHour
      .filter((run) => run.kind === kind)
      .map(({ outcome, count }) => `${formatCount(count)} ${OUTCOMES[outcome] ?? outcome}`)
      .join(', ') || 'None'
  return (
    <Section title="Besides">
      <Facts>
        <Fact label="Syncs begun within an hour">{runs('sync')}</Fact>
        <Fact label="Imports begun within an hour">{runs('import')}</Fact>
        <Fact label="Mails to be sent">{formatCount(mails.waiting)}</Fact>
        <Fact label="Mails given up">{formatCount(mails.failed)}</Fact>
        <Fact label="Accounts that do not add up">{formatCount(accountsThatDoNotAddUp)}</Fact>
        <Fact label="Keys that seal tokens">
          {keys.map(({ keyId, grants }) => `${keyId}: ${countOf(grants, 'grant')}`).join(', ') ||
            'No grant is held'}
        </Fact>
      </Facts>
    </Section>
  )
}
