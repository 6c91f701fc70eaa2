'use client'

import { useState } from 'react'
import { Missing } from '@/components/format/missing'
import { When } from '@/components/format/when'
import { Code } from '@/components/support/fact'
import { Button } from '@/components/ui/button'
import { RequestFailure } from '@/components/ui/request-failure'
import { Section } from '@/components/ui/section'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import { TextLink } from '@/components/ui/text-link'
import type { SetAsideView } from '@/lib/domain/views/operator'
import { DriveAgainDialog } from './drive-again-dialog'
import { useSetAside } from './operator'

/** Work that failed too often on our side, or for good, and the way to drive it again. */
export function SetAsideSection() {
  const { data, error, refetch } = useSetAside()
  const [asked, setAsked] = useState<string[] | null>(null)
  const items = data?.items ?? []
  return (
    <Section
      title="Set aside"
      aside={
        items.length > 1 ? (
          <Button onClick={() => setAsked(items.map(({ id }) => id))}>
            Drive all {items.length} again…
          </Button>
        ) : null
      }
    >
      {error && !data ? (
        <RequestFailure
          error={error}
          what="What was set aside could not be read"
          onRetry={() => void refetch()}
        />
      ) : items.length === 0 ? (
        <p className="text-table text-ink-soft">
          {data ? 'Nothing: no work failed too often, and no mail was given up.' : 'Loading…'}
        </p>
      ) : (
        <TableFrame caption="Work that waits for an operator">
          <thead>
            <tr>
              <Th>Since</Th>
              <Th>Work</Th>
              <Th>Of</Th>
              <Th>Reason</Th>
              <Th>Reference</Th>
              <Th>
                <span className="sr-only">Drive again</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <SetAsideRow key={item.id} item={item} onDrive={() => setAsked([item.id])} />
            ))}
          </tbody>
        </TableFrame>
      )}
      {data?.more ? (
        <p className="mt-2 text-table text-ink-soft">There is more than is shown.</p>
      ) : null}
      {asked ? <DriveAgainDialog ids={asked} onClose={() => setAsked(null)} /> : null}
    </Section>
  )
}

function SetAsideRow({ item, onDrive }: { item: SetAsideView; onDrive: () => void }) {
  const { kind, email, connectionId, dueAt, reason, correlation } = item
  return (
    <Tr>
      <Td>
        <When at={dueAt} as="table" />
      </Td>
      <Td>
        <Code>{kind}</Code>
      </Td>
      <Td>
        {email && connectionId ? (
          <TextLink href={`/support/connections/${connectionId}`}>{email}</TextLink>
        ) : (
          (email ?? <Missing why="What it was about is gone" />)
        )}
      </Td>
      <Td>{reason ? <Code>{reason}</Code> : <Missing why="Its worker died with it" />}</Td>
      <Td>{correlation ? <Code>{correlation}</Code> : <Missing why="None" />}</Td>
      <Td className="text-right">
        <Button look="quiet" onClick={onDrive}>
          Drive again…
        </Button>
      </Td>
    </Tr>
  )
}
