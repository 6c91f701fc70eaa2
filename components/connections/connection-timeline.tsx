import { When } from '@/components/format/when'
import { Section } from '@/components/ui/section'
import type { ConnectionEventView } from '@/lib/domain/views/connection'

/** What happened to the link itself, newest first. */
export function ConnectionTimeline({ events }: { events: ConnectionEventView[] }) {
  if (events.length === 0) return null
  return (
    <Section title="History of this connection">
      <ol className="flex flex-col">
        {events.map((event) => (
          <li
            key={event.id}
            className="relative grid grid-cols-1 gap-x-6 border-l border-rule py-1.5 pl-5 before:absolute before:top-3.5 before:-left-[3.5px] before:size-1.5 before:rounded-full before:bg-control sm:grid-cols-[9.5rem_1fr]"
          >
            <span className="text-table text-ink-faint">
              <When at={event.at} />
            </span>
            <span className="text-table text-ink-soft">{event.text}</span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
