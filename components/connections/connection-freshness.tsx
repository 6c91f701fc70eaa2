import { When } from '@/components/format/when'
import { DotList } from '@/components/ui/dot-list'
import type { ConnectionView } from '@/lib/domain/views/connection'

/** How fresh the trades are, whether or not the broker can be reached just now. */
export function ConnectionFreshness({ connection }: { connection: ConnectionView }) {
  const { tradesUpTo, nextCheckAt, lastSuccessAt } = connection
  if (!tradesUpTo && !nextCheckAt && !lastSuccessAt) return null
  return (
    <DotList>
      {tradesUpTo ? (
        <>
          Trades up to <When at={tradesUpTo} as="short" />
        </>
      ) : lastSuccessAt ? (
        'No closed trades yet'
      ) : null}
      {nextCheckAt ? (
        <>
          next check about <When at={nextCheckAt} as="short" />
        </>
      ) : null}
    </DotList>
  )
}
