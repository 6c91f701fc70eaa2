'use client'

import { Button } from '@/components/ui/button'
import { GoButton } from '@/components/ui/go-button'
import { CONNECTION_COPY, type ConnectionAction } from '@/lib/domain/connection-copy'
import type { ConnectionView } from '@/lib/domain/views/connection'
import { ArchiveButton } from './archive-button'
import { ChangeButton } from './change-button'
import { ConnectButton } from './connect-button'
import { ACCOUNTS_ID } from './linked-accounts'
import { SyncButton } from './sync-button'

type Look = 'primary' | 'secondary'

export function ConnectionActions({ connection }: { connection: ConnectionView }) {
  const { main, second } = CONNECTION_COPY[connection.state]
  return (
    <div className="flex flex-wrap gap-2">
      {main ? <Action action={main} look="primary" connection={connection} /> : null}
      {second ? <Action action={second} look="secondary" connection={connection} /> : null}
    </div>
  )
}

function Action(props: { connection: ConnectionView; action: ConnectionAction; look: Look }) {
  const { action, look, connection } = props
  const { kind, label } = action
  const of = { connectionId: connection.id, look, label }
  switch (kind) {
    case 'connect':
      return <ConnectButton {...of} />
    case 'sync-now':
      return <SyncButton connection={connection} look={look} label={label} />
    case 'stop-syncing':
      return canStop(connection) ? <ChangeButton {...of} verb="stop" /> : null
    case 'resume':
      return <ChangeButton {...of} verb="resume" />
    case 'confirm-later':
      return <ChangeButton {...of} verb="confirm-later" />
    case 'history-limit-seen':
      return <ChangeButton {...of} verb="history-limit-seen" />
    case 'keep-archive':
      return <ArchiveButton {...of} />
    case 'review-accounts':
      return (
        <Button look={look} onClick={showAccounts}>
          {label}
        </Button>
      )
    case 'upload':
      return (
        <GoButton look={look} to="/imports/new">
          {label}
        </GoButton>
      )
    case 'open-journal':
      return (
        <GoButton look={look} to="/dashboard">
          {label}
        </GoButton>
      )
    case 'choose-accounts':
      return null
  }
}

/** The last seconds of a first sync, when the balance is settled, are not stopped. */
function canStop({ state, progress }: ConnectionView): boolean {
  return state !== 'first-sync' || progress.some(({ done, settling }) => !done && !settling)
}

function showAccounts() {
  const section = document.getElementById(ACCOUNTS_ID)
  section?.scrollIntoView({ block: 'start' })
  section?.focus({ preventScroll: true })
}
