'use client'

import { Button } from '@/components/ui/button'
import type { ImportRowView, ImportView } from '@/lib/domain/views/import'
import { isStillOpen, useAnswerImport } from './import'

/** Figures can be equal by chance; a deal ID cannot. So the trader may say that a row is another trade. */
export function AddAnyway({ row, view }: { row: ImportRowView; view: ImportView }) {
  const answer = useAnswerImport(view.id)
  const looksAlike = row.verdict === 'already-here' && row.repeats && row.repeats.by !== 'deal-id'
  if (!isStillOpen(view) || (!looksAlike && !row.apart)) return null
  const others = view.addAnyway.filter((line) => line !== row.line)
  return (
    <Button
      look="quiet"
      size="small"
      className="-ml-2 block"
      busy={answer.isPending && 'Working it out…'}
      onClick={() => answer.mutate({ addAnyway: row.apart ? others : [...others, row.line] })}
    >
      {row.apart ? 'Leave it out after all' : 'Add anyway'}
    </Button>
  )
}
