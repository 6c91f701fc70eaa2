'use client'

import { usePathname } from 'next/navigation'
import { Notice } from '@/components/ui/notice'
import { CONNECTION_COPY } from '@/lib/domain/connection-copy'
import { connectionName } from '@/lib/domain/connection-name'
import { ConnectButton } from './connect-button'
import { ConnectionFreshness } from './connection-freshness'
import { useConnections } from './connections'

const PAGES_WITH_TRADES = ['/dashboard', '/trades']

/** A link that worked and now waits for the trader. What is here stays visible below. */
export function BrokenLinkBanner() {
  const isShown = PAGES_WITH_TRADES.includes(usePathname())
  return isShown ? <BrokenLinks /> : null
}

function BrokenLinks() {
  const connections = useConnections().data?.connections ?? []
  return connections.map((connection) => {
    const { tone, main, title } = CONNECTION_COPY[connection.state]
    if (tone !== 'act' || main?.kind !== 'connect' || !connection.lastSuccessAt) return null
    return (
      <Notice
        key={connection.id}
        tone="act"
        className="mb-6"
        title={`${title}: ${connectionName(connection)}`}
        actions={<ConnectButton connectionId={connection.id} look="secondary" label={main.label} />}
      >
        <ConnectionFreshness connection={connection} />
      </Notice>
    )
  })
}
