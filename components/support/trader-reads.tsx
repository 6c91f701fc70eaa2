'use client'

import { TimeZoneProvider, useTimeZone } from '@/components/format/time-zone'
import { useSayInstant } from '@/components/format/use-say-instant'
import { When } from '@/components/format/when'
import { Section } from '@/components/ui/section'
import { connectionWords } from '@/lib/domain/connection-words'
import type { ExplainedConnectionView } from '@/lib/domain/views/support'
import { Code, Fact, Facts, WhenOr } from './fact'

/** The very words on the trader's screen, in the trader's zone, and the codes behind them. */
export function TraderReads({ view }: { view: ExplainedConnectionView }) {
  return (
    <Section title="What the trader reads">
      <TimeZoneProvider timeZone={view.owner.timeZone}>
        <Words view={view} />
      </TimeZoneProvider>
      <div className="mt-4">
        <Facts>
          <Fact label="State">
            <Code>{view.state}</Code>
          </Fact>
          <Fact label="Reason code">{view.reason ? <Code>{view.reason}</Code> : 'None'}</Fact>
          <Fact label="Since">
            <WhenOr at={view.since} why="It is as it should be" />
          </Fact>
          <Fact label="Trades up to">
            <WhenOr at={view.tradesUpTo} why="No account was read yet" />
          </Fact>
          <Fact label="Last good sync">
            <WhenOr at={view.lastSuccessAt} why="No check has finished yet" />
          </Fact>
          <Fact label="Last failure">
            <WhenOr at={view.lastFailureAt} why="None since the last good one" />
          </Fact>
          <Fact label="Next check">
            <WhenOr at={view.nextCheckAt} why="No check is planned" />
          </Fact>
          <Fact label="Linked">
            <When at={view.createdAt} />
          </Fact>
          <Fact label="Connection">
            <Code>{view.id}</Code>
          </Fact>
        </Facts>
      </div>
    </Section>
  )
}

function Words({ view }: { view: ExplainedConnectionView }) {
  const { title, body } = connectionWords(view.seen, useSayInstant())
  const zone = useTimeZone().replaceAll('_', ' ')
  return (
    <blockquote className="max-w-3xl border-l-2 border-rule-strong pl-4">
      <p className="font-medium">{title}</p>
      <p className="mt-0.5 text-ink-soft">{body}</p>
      <p className="mt-1 text-xs text-ink-faint">In the trader’s zone, {zone}</p>
    </blockquote>
  )
}
