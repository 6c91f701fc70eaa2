import { formatCount } from '@/components/format/decimal'
import { Code } from '@/components/support/fact'
import { Section } from '@/components/ui/section'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import type { HealthView } from '@/lib/domain/views/operator'

const COLUMNS = [
  { key: 'total', label: 'Connections' },
  { key: 'failing', label: 'Fail now' },
  { key: 'refusedLastHour', label: 'Ended within an hour' },
  { key: 'notApproved', label: 'App refused' },
] as const

/** Connections of each environment, and why those fail that do. */
export function EnvironmentsTable({ view }: { view: HealthView }) {
  const { environments, failures } = view
  return (
    <Section title="Environments">
      {environments.length === 0 ? (
        <p className="text-table text-ink-soft">Nobody has linked an account yet.</p>
      ) : (
        <TableFrame caption="Connections by environment">
          <thead>
            <tr>
              <Th>Environment</Th>
              {COLUMNS.map(({ key, label }) => (
                <Th key={key} className="text-right">
                  {label}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody>
            {environments.map((environment) => (
              <Tr key={environment.platform}>
                <Td>{environment.platform}</Td>
                {COLUMNS.map(({ key }) => (
                  <Td key={key} className="text-right">
                    {formatCount(environment[key])}
                  </Td>
                ))}
              </Tr>
            ))}
          </tbody>
        </TableFrame>
      )}
      {failures.length > 0 ? (
        <ul className="mt-3 flex flex-col gap-1 text-table">
          {failures.map(({ code, failureClass, count }) => (
            <li key={`${code} ${failureClass}`}>
              {formatCount(count)} × <Code>{code}</Code>{' '}
              <span className="text-ink-faint">{failureClass}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  )
}
