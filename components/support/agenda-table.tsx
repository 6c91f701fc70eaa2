import { formatCount } from '@/components/format/decimal'
import { Missing } from '@/components/format/missing'
import { When } from '@/components/format/when'
import { Pill } from '@/components/ui/pill'
import { Section } from '@/components/ui/section'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import type { SupportAgendaView } from '@/lib/domain/views/support'
import { Code } from './fact'

/** What is due when, and who holds it. */
export function AgendaTable({ agenda }: { agenda: SupportAgendaView[] }) {
  return (
    <Section title="Agenda">
      {agenda.length === 0 ? (
        <p className="text-table text-ink-soft">
          Nothing is planned: no check happens until somebody does something.
        </p>
      ) : (
        <TableFrame caption="Work that is planned or under way">
          <thead>
            <tr>
              <Th>Due</Th>
              <Th>Work</Th>
              <Th>Account</Th>
              <Th>Held by</Th>
              <Th className="text-right">Attempts</Th>
              <Th>Last reason</Th>
            </tr>
          </thead>
          <tbody>
            {agenda.map((item) => (
              <Tr key={`${item.kind} ${item.account}`}>
                <Td>
                  <When at={item.dueAt} as="table" />
                </Td>
                <Td>
                  <Code>{item.kind}</Code>
                </Td>
                <Td>{item.account ?? <Missing why="The connection as a whole" />}</Td>
                <Td className="text-ink-soft">
                  {item.setAside ? (
                    <Pill tone="bad">Set aside</Pill>
                  ) : item.leaseOwner && item.leaseUntil ? (
                    <>
                      <Code>{item.leaseOwner.slice(0, 12)}</Code> until{' '}
                      <When at={item.leaseUntil} as="table" />
                    </>
                  ) : (
                    <Missing why="Nobody: it waits" />
                  )}
                </Td>
                <Td className="text-right">{formatCount(item.attempts)}</Td>
                <Td>{item.lastReason ? <Code>{item.lastReason}</Code> : <Missing why="None" />}</Td>
              </Tr>
            ))}
          </tbody>
        </TableFrame>
      )}
    </Section>
  )
}
