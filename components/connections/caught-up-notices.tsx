'use client'

import { connectionName } from '@/lib/domain/connection-name'
import { CaughtUpNotice } from './caught-up-notice'
import { useConnections } from './connections'

/** What repairs of any connection brought. */
export function CaughtUpNotices() {
  const connections = useConnections().data?.connections ?? []
  return connections.map((connection) => (
    <CaughtUpNotice key={connection.id} connection={connection} name={connectionName(connection)} />
  ))
}
