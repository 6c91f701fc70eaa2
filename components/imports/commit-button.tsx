'use client'

import { countOf } from '@/components/format/decimal'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import type { ImportView } from '@/lib/domain/views/import'
import { useCommitImport } from './import'

/** Says the number it adds. */
export function CommitButton({ view }: { view: ImportView }) {
  const commit = useCommitImport(view.id)
  const { counts, status } = view
  if (!counts || (status !== 'ready' && status !== 'needs-answers' && status !== 'failed'))
    return null
  if (counts.new + counts.fills === 0 && status !== 'needs-answers')
    return (
      <Button look="primary" disabled aria-describedby="nothing-to-add">
        Nothing to add
      </Button>
    )
  return (
    <Button
      look="primary"
      disabled={status === 'needs-answers'}
      aria-describedby={status === 'needs-answers' ? 'open-questions' : undefined}
      busy={(commit.isPending || commit.isSuccess) && 'Adding…'}
      onClick={() =>
        commit.mutate(undefined, {
          onError: (error) =>
            void toast('Nothing was added', {
              failed: true,
              description: `${error.message} You can try again.`,
              duration: Number.POSITIVE_INFINITY,
              closeButton: true,
            }),
        })
      }
    >
      {counts.new > 0 || counts.fills === 0
        ? `Add ${countOf(counts.newTrades, 'trade')}`
        : `Add details to ${countOf(counts.fills, 'deal')}`}
    </Button>
  )
}
