import { When } from '@/components/format/when'
import { Code } from '@/components/support/fact'
import { Section } from '@/components/ui/section'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import type { WorkerView } from '@/lib/domain/views/operator'

/** Which workers live, and which of them talk to cTrader. */
export function WorkersTable({ workers }: { workers: WorkerView[] }) {
  return (
    <Section title="Workers">
      {workers.length === 0 ? (
        <p className="text-table text-ink-soft">None has been seen for twenty seconds.</p>
      ) : (
        <TableFrame caption="Workers that live">
          <thead>
            <tr>
              <Th>Worker</Th>
              <Th>Started</Th>
              <Th>Seen</Th>
              <Th>Talks to cTrader</Th>
            </tr>
          </thead>
          <tbody>
            {workers.map(({ id, startedAt, seenAt, slot }) => (
              <Tr key={id}>
                <Td>
                  <Code>{id.slice(0, 14)}</Code>
                </Td>
                <Td>
                  <When at={startedAt} as="table" />
                </Td>
                <Td>
                  <When at={seenAt} as="table" />
                </Td>
                <Td className="text-ink-soft">
                  {slot === null ? 'No, it stands by' : `Yes, slot ${slot}`}
                </Td>
              </Tr>
            ))}
          </tbody>
        </TableFrame>
      )}
    </Section>
  )
}
