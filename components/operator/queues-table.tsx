import { formatCount } from '@/components/format/decimal'
import { Missing } from '@/components/format/missing'
import { When } from '@/components/format/when'
import { Code } from '@/components/support/fact'
import { Section } from '@/components/ui/section'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import type { QueueView } from '@/lib/domain/views/operator'

const COLUMNS = [
  { key: 'held', label: 'Under way' },
  { key: 'due', label: 'Due' },
  { key: 'failing', label: 'Tried again' },
  { key: 'setAside', label: 'Set aside' },
  { key: 'waiting', label: 'Later' },
] as const

/** What there is to do, by kind of work. */
export function QueuesTable({ queues }: { queues: QueueView[] }) {
  return (
    <Section title="Agenda">
      {queues.length === 0 ? (
        <p className="text-table text-ink-soft">Nothing is planned for anybody.</p>
      ) : (
        <TableFrame caption="Work by kind">
          <thead>
            <tr>
              <Th>Work</Th>
              {COLUMNS.map(({ key, label }) => (
                <Th key={key} className="text-right">
                  {label}
                </Th>
              ))}
              <Th>Oldest due since</Th>
            </tr>
          </thead>
          <tbody>
            {queues.map((queue) => (
              <Tr key={queue.kind}>
                <Td>
                  <Code>{queue.kind}</Code>
                </Td>
                {COLUMNS.map(({ key }) => (
                  <Td key={key} className="text-right">
                    {formatCount(queue[key])}
                  </Td>
                ))}
                <Td>
                  {queue.oldestDueAt ? (
                    <When at={queue.oldestDueAt} as="table" />
                  ) : (
                    <Missing why="Nothing is due" />
                  )}
                </Td>
              </Tr>
            ))}
          </tbody>
        </TableFrame>
      )}
    </Section>
  )
}
