'use client'

import { useTimeZone } from '@/components/format/time-zone'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { RequestFailure } from '@/components/ui/request-failure'
import { caughtUpWords } from '@/lib/domain/caught-up-words'
import type { ConnectionView } from '@/lib/domain/views/connection'
import { useDismissCaughtUp } from './dismiss-caught-up'

/** What the last repair brought, until the trader has seen it. */
export function CaughtUpNotice(props: { connection: ConnectionView; name?: string }) {
  const { id, caughtUp } = props.connection
  const timeZone = useTimeZone()
  const dismiss = useDismissCaughtUp(id)
  if (!caughtUp) return null
  return (
    <Notice
      tone="info"
      role="status"
      className="mb-6 py-2"
      title={caughtUpWords(caughtUp, timeZone)}
      actions={
        <Button busy={dismiss.isPending && 'Dismissing…'} onClick={() => dismiss.mutate()}>
          Dismiss
        </Button>
      }
    >
      {props.name ? <p>{props.name} was reconnected.</p> : null}
      {dismiss.error ? (
        <RequestFailure error={dismiss.error} what="This note could not be dismissed" />
      ) : null}
    </Notice>
  )
}
