'use client'

import { useState } from 'react'
import { countOf, formatCount } from '@/components/format/decimal'
import { Button, type ButtonProps } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { RequestFailure } from '@/components/ui/request-failure'
import { Skeleton } from '@/components/ui/skeleton'
import type { ImportUndoView } from '@/lib/domain/views/import'
import { useImportToUndo, useUndoImport } from './undo'

/** "Undo this import", with what that takes out and what it leaves, before it is done. */
export function UndoImport(props: { importId: string; size?: ButtonProps['size'] }) {
  const [open, setOpen] = useState(false)
  const { data, error, refetch } = useImportToUndo(props.importId, open)
  const undo = useUndoImport(props.importId)
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button size={props.size}>Undo…</Button>}
      title="Undo this import?"
      cancel="Keep it"
      confirm={confirmWords(data?.undo)}
      busy={undo.isPending && 'Undoing…'}
      onConfirm={() => undo.mutate(undefined, { onSuccess: () => setOpen(false) })}
    >
      {data?.undo ? (
        <Outcome undo={data.undo} />
      ) : error ? (
        <RequestFailure
          error={error}
          what="What this would change could not be found out"
          onRetry={() => void refetch()}
        />
      ) : (
        <Skeleton className="h-10 w-full" />
      )}
      {undo.error ? <RequestFailure error={undo.error} what="The import was not undone" /> : null}
    </ConfirmDialog>
  )
}

function confirmWords(undo: ImportUndoView | null | undefined): string {
  const trades = undo?.removes?.trades ?? 0
  return trades > 0 ? `Take out ${countOf(trades, 'trade')}` : 'Undo this import'
}

function Outcome({ undo: { removes, keeps } }: { undo: ImportUndoView }) {
  const { deals, trades } = removes ?? { deals: 0, trades: 0 }
  return (
    <>
      <p>
        {deals > 0
          ? `${countOf(deals, 'closing deal')} that only this file brought ${deals === 1 ? 'goes' : 'go'} out of the journal, and with ${deals === 1 ? 'it' : 'them'} ${countOf(trades, 'trade')}.`
          : 'No trade goes: everything in this file is known from elsewhere, too.'}{' '}
        {keeps > 0
          ? `${formatCount(keeps)} ${keeps === 1 ? 'stays' : 'stay'}, because a sync or another import knows ${keeps === 1 ? 'it' : 'them'} as well; labels and comments that only this file told are taken back.`
          : null}
      </p>
      <p>The file is kept. For 30 days you can restore everything as it is now.</p>
    </>
  )
}
