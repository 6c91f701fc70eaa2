'use client'

import { useState } from 'react'
import { When } from '@/components/format/when'
import { Button } from '@/components/ui/button'
import { FilterChoice } from '@/components/ui/filter-choice'
import { Section } from '@/components/ui/section'
import type { SupportEventView } from '@/lib/domain/views/support'
import { Code } from './fact'

const WHO: Record<SupportEventView['who'], string> = {
  trader: 'Trader',
  worker: 'Worker',
  provider: 'cTrader',
  support: 'Support',
}

/** What happened, newest first, by whom; to be filtered by who did it. */
export function SupportTimeline({ events }: { events: SupportEventView[] }) {
  const [who, setWho] = useState<string | null>(null)
  const [reference, setReference] = useState<string | null>(null)
  const shown = events.filter(
    (event) =>
      (who === null || event.who === who) &&
      (reference === null || event.correlation === reference),
  )
  return (
    <Section
      title="Timeline"
      aside={
        <div className="flex flex-wrap items-end gap-2">
          {reference ? (
            <Button onClick={() => setReference(null)}>Only {reference}: show all</Button>
          ) : null}
          <FilterChoice
            label="By"
            everything="Everybody"
            value={who}
            options={Object.entries(WHO).map(([value, label]) => ({ value, label }))}
            className="w-36"
            onChange={setWho}
          />
        </div>
      }
    >
      {shown.length === 0 ? (
        <p className="text-table text-ink-soft">Nothing by them.</p>
      ) : (
        <ol className="divide-y divide-rule border-y border-rule text-table">
          {shown.map((event) => (
            <li
              key={event.id}
              className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-0.5 py-2 sm:grid-cols-[8.5rem_4.5rem_1fr]"
            >
              <span className="text-ink-faint">
                <When at={event.at} as="table" />
              </span>
              <span className="text-ink-soft">{WHO[event.who]}</span>
              <span className="col-span-2 [overflow-wrap:anywhere] sm:col-span-1">
                {event.text}
                {event.reason ? `: “${event.reason}”` : ''}
                {event.staff ? <span className="text-ink-faint"> ({event.staff})</span> : null}
                {event.code && !event.text.includes(event.code) ? (
                  <>
                    {' '}
                    <Code>{event.code}</Code>
                  </>
                ) : null}
                {event.correlation && reference === null ? (
                  <>
                    {' '}
                    <button
                      type="button"
                      title="Show what came of the same press or step"
                      onClick={() => setReference(event.correlation)}
                      className="rounded-sm text-ink-faint underline decoration-rule-strong underline-offset-3 hover:text-ink"
                    >
                      <Code>{event.correlation}</Code>
                    </button>
                  </>
                ) : null}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}
