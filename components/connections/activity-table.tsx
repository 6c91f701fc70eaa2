import { countOf, formatCount } from '@/components/format/decimal'
import { durationText } from '@/components/format/instant'
import { Missing } from '@/components/format/missing'
import { When } from '@/components/format/when'
import { Pill } from '@/components/ui/pill'
import { Section } from '@/components/ui/section'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import type { RunView } from '@/lib/domain/views/connection'

const TRIGGERS: Record<RunView['trigger'], string> = {
  first: 'First fetch',
  schedule: 'Regular check',
  user: 'You asked',
  event: 'cTrader told us',
  reconnect: 'After reconnecting',
  upload: 'File',
}

const NUMBERS = ['Read', 'Added', 'Updated', 'Skipped', 'Failed']

/** Every arrival of data, sync or file alike, newest first. */
export function ActivityTable({ runs }: { runs: RunView[] }) {
  return (
    <Section title="Activity">
      <TableFrame caption="What arrived, newest first; the numbers count deals">
        <thead>
          <tr>
            <Th>Started</Th>
            <Th>Why</Th>
            <Th>Account</Th>
            <Th>Outcome</Th>
            {NUMBERS.map((name) => (
              <Th key={name} className="text-right">
                {name}
              </Th>
            ))}
            <Th className="text-right">Took</Th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <Tr key={run.id}>
              <Td>
                <When at={run.startedAt} as="short" />
              </Td>
              <Td className="text-ink-soft">{TRIGGERS[run.trigger]}</Td>
              <Td>{run.accountName ?? <Missing why="This concerns the whole connection" />}</Td>
              <Td>
                <Outcome run={run} />
              </Td>
              {[run.read, run.added, run.updated, run.skipped, run.failed].map((count, index) => (
                <Td
                  key={NUMBERS[index]}
                  className={count === 0 ? 'text-right text-ink-faint' : 'text-right'}
                >
                  {formatCount(count)}
                </Td>
              ))}
              <Td className="text-right text-ink-soft">
                {run.finishedAt ? (
                  durationText(run.startedAt, run.finishedAt)
                ) : (
                  <Missing why="Still running" />
                )}
              </Td>
            </Tr>
          ))}
        </tbody>
      </TableFrame>
    </Section>
  )
}

function Outcome({ run }: { run: RunView }) {
  if (run.outcome === 'running') return <Pill tone="busy">Running</Pill>
  if (run.outcome === 'failed')
    return (
      <span className="flex items-center gap-2">
        <Pill tone="bad">Stopped</Pill>
        {run.reason ? <span className="text-ink-soft">{run.reason}</span> : null}
      </span>
    )
  return (
    <Pill tone="good">{run.added > 0 ? `${countOf(run.added, 'new deal')}` : 'Nothing new'}</Pill>
  )
}
