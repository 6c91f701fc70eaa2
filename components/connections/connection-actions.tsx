'use client'

import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { GoButton } from '@/components/ui/go-button'
import { RequestFailure } from '@/components/ui/request-failure'
import { CONNECTION_COPY, type ConnectionAction } from '@/lib/domain/connection-copy'
import type { ConnectionView } from '@/lib/domain/views/connection'
import { ConnectButton } from './connect-button'
import { useSyncNow } from './sync-now'

type Props = { connection: ConnectionView; onWaiting: (waiting: boolean) => void }
type Look = 'primary' | 'secondary'

export function ConnectionActions({ connection, onWaiting }: Props) {
  const { main, second } = CONNECTION_COPY[connection.state]
  return (
    <div className="flex flex-wrap gap-2">
      {main ? <Action action={main} look="primary" {...{ connection, onWaiting }} /> : null}
      {second ? <Action action={second} look="secondary" {...{ connection, onWaiting }} /> : null}
    </div>
  )
}

function Action(props: Props & { action: ConnectionAction; look: Look }) {
  const { action, look } = props
  switch (action.kind) {
    case 'connect':
      return <ConnectButton connectionId={props.connection.id} look={look} label={action.label} />
    case 'sync-now':
      return <SyncButton {...props} label={action.label} />
    case 'upload':
      return (
        <GoButton look={look} to="/imports/new">
          {action.label}
        </GoButton>
      )
    case 'open-journal':
      return (
        <GoButton look={look} to="/dashboard">
          {action.label}
        </GoButton>
      )
    case 'choose-accounts':
      return null
  }
}

/** How long the button stays still when the worker does not pick the request up. */
const PATIENCE_MS = 15_000

/** While a check is asked for, the button shows that instead of asking for a second one. */
function SyncButton({ connection, onWaiting, look, label }: Props & { look: Look; label: string }) {
  const sync = useSyncNow(connection.id)
  const newestRun = connection.runs[0]?.id ?? null
  const [askedAfterRun, setAskedAfterRun] = useState<string | null | undefined>(undefined)
  const waiting = askedAfterRun !== undefined && askedAfterRun === newestRun

  useEffect(() => {
    onWaiting(waiting)
    if (!waiting) return
    const timer = setTimeout(() => setAskedAfterRun(undefined), PATIENCE_MS)
    return () => {
      clearTimeout(timer)
      onWaiting(false)
    }
  }, [waiting, onWaiting])

  return (
    <>
      <Button
        look={look}
        busy={(sync.isPending || waiting) && 'Check requested'}
        onClick={() => sync.mutate(undefined, { onSuccess: () => setAskedAfterRun(newestRun) })}
      >
        {label}
      </Button>
      {sync.error ? (
        <RequestFailure error={sync.error} what="The check could not be requested" />
      ) : null}
    </>
  )
}
