'use client'

import { When } from '@/components/format/when'
import { Button } from '@/components/ui/button'
import { RequestFailure } from '@/components/ui/request-failure'
import { restorableUntil } from '@/lib/domain/deletion'
import { useRestoreTrades } from './change-account'

/** Until when deleted trades can be brought back, and the button that does it. */
export function RestoreTrades(props: { accountId: string; name: string; deletedAt: string }) {
  const restore = useRestoreTrades(props.accountId)
  const until = restorableUntil(new Date(props.deletedAt)).toISOString()
  return (
    <>
      <span className="text-table text-ink-soft">
        Trades deleted, can be restored until <When at={until} />
      </span>
      <Button
        size="small"
        aria-label={`Restore the trades of ${props.name}`}
        busy={restore.isPending && 'Restoring…'}
        onClick={() => restore.mutate()}
      >
        Restore
      </Button>
      {restore.error ? (
        <RequestFailure error={restore.error} what="The trades were not restored" />
      ) : null}
    </>
  )
}
