'use client'

import { When } from '@/components/format/when'
import { Button } from '@/components/ui/button'
import { RequestFailure } from '@/components/ui/request-failure'
import type { ImportView } from '@/lib/domain/views/import'
import { useForgetAnswers } from './import'

/** That answers are kept for the next file with these headers, and the way to have them forgotten. */
export function SavedAnswers({ view }: { view: ImportView }) {
  const forget = useForgetAnswers(view.id)
  if (!view.savedAnswers) return null
  const { fileName, answeredAt } = view.savedAnswers
  const asksAgain = view.assumptions.some(({ recalled }) => recalled !== null)
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-3 text-table text-ink-soft">
      <p className="min-w-0 [overflow-wrap:anywhere]">
        Your answers for “{fileName}” of <When at={answeredAt} /> are kept for files with the same
        columns.
      </p>
      <Button
        look="quiet"
        size="small"
        className="-ml-2"
        busy={forget.isPending && 'Forgetting…'}
        onClick={() => forget.mutate()}
      >
        {asksAgain ? 'Forget them and ask again' : 'Forget them'}
      </Button>
      {forget.error ? (
        <RequestFailure error={forget.error} what="The answers were not forgotten" />
      ) : null}
    </div>
  )
}
