import type { ReactNode } from 'react'
import { Missing } from '@/components/format/missing'
import { When } from '@/components/format/when'
import type { ConnectionView } from '@/lib/domain/views/connection'

export function ConnectionFacts({ connection }: { connection: ConnectionView }) {
  const { tradesUpTo, lastSuccessAt, nextCheckAt, createdAt } = connection
  return (
    <dl className="mt-6 grid grid-cols-2 gap-x-6 gap-y-4 border-y border-rule py-4 md:grid-cols-4">
      <Fact label="Trades up to">
        {tradesUpTo ? <When at={tradesUpTo} /> : <Missing why="No closed trade yet" />}
      </Fact>
      <Fact label="Last good check">
        {lastSuccessAt ? <When at={lastSuccessAt} /> : <Missing why="No check has finished yet" />}
      </Fact>
      <Fact label="Next check about">
        {nextCheckAt ? <When at={nextCheckAt} /> : <Missing why="No check is planned" />}
      </Fact>
      <Fact label="Linked since">
        <When at={createdAt} />
      </Fact>
    </dl>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-ink-faint">{label}</dt>
      <dd className="mt-0.5 font-medium">{children}</dd>
    </div>
  )
}
