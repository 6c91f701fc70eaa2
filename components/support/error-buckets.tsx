import { formatCount } from '@/components/format/decimal'
import { When } from '@/components/format/when'
import { Section } from '@/components/ui/section'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import type { ErrorBucketView } from '@/lib/domain/views/support'
import { Code } from './fact'

/** Causes by how often they were met, with what helps. */
export function ErrorBuckets({ errors }: { errors: ErrorBucketView[] }) {
  return (
    <Section title="Errors within 30 days">
      {errors.length === 0 ? (
        <p className="text-table text-ink-soft">None.</p>
      ) : (
        <TableFrame caption="Errors by cause">
          <thead>
            <tr>
              <Th className="text-right">Times</Th>
              <Th>Code</Th>
              <Th>Cause and cure, as the trader reads them</Th>
              <Th>First</Th>
              <Th>Last</Th>
              <Th>Example run</Th>
            </tr>
          </thead>
          <tbody>
            {errors.map((error) => (
              <Tr key={error.code}>
                <Td className="text-right font-medium">{formatCount(error.count)}</Td>
                <Td>
                  <Code>{error.code}</Code>
                </Td>
                <Td className="min-w-72 whitespace-normal">
                  {error.text} <span className="text-ink-soft">{error.cure}</span>
                </Td>
                <Td>
                  <When at={error.firstAt} as="table" />
                </Td>
                <Td>
                  <When at={error.lastAt} as="table" />
                </Td>
                <Td className="text-ink-soft">
                  {error.runId ? <Code>{error.runId}</Code> : 'No run'}
                </Td>
              </Tr>
            ))}
          </tbody>
        </TableFrame>
      )}
    </Section>
  )
}
