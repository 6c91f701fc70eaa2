import { formatCount } from '@/components/format/decimal'
import { durationText } from '@/components/format/instant'
import { Missing } from '@/components/format/missing'
import { When } from '@/components/format/when'
import { Pill, type PillTone } from '@/components/ui/pill'
import { Section } from '@/components/ui/section'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import type { SupportRunView } from '@/lib/domain/views/support'
import { Code } from './fact'

const OUTCOMES: Record<SupportRunView['outcome'], { tone: PillTone; word: string }> = {
  running: { tone: 'busy', word: 'Running' },
  completed: { tone: 'good', word: 'Done' },
  failed: { tone: 'bad', word: 'Failed' },
  cancelled: { tone: 'off', word: 'Stopped' },
}

const COUNTS = ['read', 'added', 'updated', 'skipped', 'failed'] as const

export function SupportRuns({ runs }: { runs: SupportRunView[] }) {
  return (
    <Section title="Last runs">
      {runs.length === 0 ? (
        <p className="text-table text-ink-soft">Nothing was read through this connection yet.</p>
      ) : (
        <TableFrame caption="The last runs of this connection">
          <thead>
            <tr>
              <Th>Started</Th>
              <Th>Outcome</Th>
              <Th>Started by</Th>
              <Th>Account</Th>
              {COUNTS.map((count) => (
                <Th key={count} className="text-right first-letter:uppercase">
                  {count}
                </Th>
              ))}
              <Th className="text-right">Took</Th>
              <Th>Code</Th>
              <Th>Reference</Th>
              <Th>Run</Th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <Tr key={run.id}>
                <Td>
                  <When at={run.startedAt} as="table" />
                </Td>
                <Td>
                  <Pill tone={OUTCOMES[run.outcome].tone}>{OUTCOMES[run.outcome].word}</Pill>
                </Td>
                <Td className="text-ink-soft">{run.trigger}</Td>
                <Td>{run.account ?? <Missing why="The whole connection" />}</Td>
                {COUNTS.map((count) => (
                  <Td key={count} className="text-right">
                    {formatCount(run[count])}
                  </Td>
                ))}
                <Td className="text-right text-ink-soft">
                  {run.finishedAt ? (
                    durationText(run.startedAt, run.finishedAt)
                  ) : (
                    <Missing why="Still running" />
                  )}
                </Td>
                <Td>{run.reason ? <Code>{run.reason}</Code> : <Missing why="None" />}</Td>
                <Td className="text-ink-faint">
                  {run.correlation ? (
                    <Code>{run.correlation}</Code>
                  ) : (
                    <Missing why="From before references were kept" />
                  )}
                </Td>
                <Td className="text-ink-faint">
                  <Code>{run.id}</Code>
                </Td>
              </Tr>
            ))}
          </tbody>
        </TableFrame>
      )}
    </Section>
  )
}
