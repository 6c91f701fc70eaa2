'use client'

import { Button, type ButtonProps } from '@/components/ui/button'
import { RequestFailure } from '@/components/ui/request-failure'
import { useSecondsUntil } from '@/components/ui/use-seconds-until'
import type { ConnectionView } from '@/lib/domain/views/connection'
import { useChangeConnection } from './change-connection'

const COOL_DOWN_SECONDS = 30

/** Asks for a check. While one runs it shows that, and afterwards when the next one is possible. */
export function SyncButton(props: {
  connection: ConnectionView
  look: ButtonProps['look']
  label: string
}) {
  const { job, syncAllowedAt, id } = props.connection
  const sync = useChangeConnection(id, 'sync')
  const left = useSecondsUntil(syncAllowedAt, COOL_DOWN_SECONDS)
  const isAsked = sync.isPending || job === 'asked'
  const underWay = isAsked ? 'Check requested' : job === 'running' && 'Checking…'
  return (
    <>
      <Button
        look={props.look}
        busy={underWay}
        disabled={left > 0}
        title={left > 0 && !underWay ? `Possible again in ${left} seconds` : undefined}
        className="tabular-nums"
        onClick={() => sync.mutate(undefined)}
      >
        {left > 0 ? `${props.label} in ${left} s` : props.label}
      </Button>
      {sync.error ? <RequestFailure error={sync.error} what="The check was not requested" /> : null}
    </>
  )
}
