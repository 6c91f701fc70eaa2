import { Pill } from '@/components/ui/pill'
import { CONNECTION_COPY } from '@/lib/domain/connection-copy'
import type { ConnectionState } from '@/lib/domain/connection-state'

export function ConnectionPill({ state }: { state: ConnectionState }) {
  const { tone, pill } = CONNECTION_COPY[state]
  return <Pill tone={tone}>{pill}</Pill>
}
