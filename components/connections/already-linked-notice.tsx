'use client'

import { parseAsBoolean, useQueryState } from 'nuqs'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'

/** The address of a connection that a new link turned out to be. */
export function addressAfterMerge(connectionId: string): string {
  return `/connections/${connectionId}?already-linked=true`
}

/** Said to somebody who wanted a new connection and was sent to the one there is. */
export function AlreadyLinkedNotice() {
  const [isShown, setShown] = useQueryState('already-linked', parseAsBoolean)
  if (!isShown) return null
  return (
    <Notice
      tone="info"
      role="status"
      className="mb-4"
      title="This cTrader ID is already linked"
      actions={
        <Button size="small" onClick={() => void setShown(null)}>
          Understood
        </Button>
      }
    >
      This is its connection. The access you have just given took the place of the old one, so
      nothing is there twice and nothing was lost. To link another cTrader ID, sign out at cTrader
      first.
    </Notice>
  )
}
