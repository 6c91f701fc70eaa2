'use client'

import { usePathname } from 'next/navigation'
import { useSayInstant } from '@/components/format/use-say-instant'
import { GoButton } from '@/components/ui/go-button'
import { Notice } from '@/components/ui/notice'
import { CONNECTION_COPY } from '@/lib/domain/connection-copy'
import { connectionName } from '@/lib/domain/connection-name'
import { connectionWords } from '@/lib/domain/connection-words'
import type { ConnectionView } from '@/lib/domain/views/connection'
import { ConnectButton } from './connect-button'

/** Those of some links that wait for their trader. */
export default function ActBanners({ connections }: { connections: ConnectionView[] }) {
  const pathname = usePathname()
  return connections
    .filter((connection) => waitsForTrader(connection) && !isSaidBy(pathname, connection))
    .map((connection) => <Banner key={connection.id} connection={connection} />)
}

function waitsForTrader({ state, grantedAt }: ConnectionView): boolean {
  return CONNECTION_COPY[state].tone === 'act' && grantedAt !== null
}

/** The page itself says so already, with the same button. */
function isSaidBy(pathname: string, { id }: ConnectionView): boolean {
  return (
    pathname === '/connections' ||
    pathname === `/connections/${id}` ||
    pathname.startsWith('/reconnect/')
  )
}

function Banner({ connection }: { connection: ConnectionView }) {
  const { main } = CONNECTION_COPY[connection.state]
  const { title, body } = connectionWords(connection, useSayInstant())
  return (
    <Notice
      tone="act"
      className="mb-6 py-2"
      title={`${title}: ${connectionName(connection)}`}
      actions={
        main?.kind === 'connect' ? (
          <ConnectButton connectionId={connection.id} look="secondary" label={main.label} />
        ) : (
          <GoButton to={`/connections/${connection.id}`}>Open the connection</GoButton>
        )
      }
    >
      {body}
    </Notice>
  )
}
