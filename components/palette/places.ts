'use client'

import { Activity, Cable, LifeBuoy, Tag, Wallet } from 'lucide-react'
import { useStoredAccounts } from '@/components/accounts/stored-accounts'
import { withQuery } from '@/components/api/request'
import { useConnections } from '@/components/connections/connections'
import { countOf } from '@/components/format/decimal'
import { useIsOperator, useIsStaff } from '@/components/identity/session'
import { DESTINATIONS, SETTINGS } from '@/components/journal-shell/destinations'
import { useTags } from '@/components/tags/tags'
import { CONNECTION_COPY } from '@/lib/domain/connection-copy'
import { connectionName } from '@/lib/domain/connection-name'
import type { PaletteEntry } from './palette-entry'

/** Where this person can go: pages, and what their own journal has. */
export function usePlaces(): { heading: string; entries: PaletteEntry[] }[] {
  const isStaff = useIsStaff()
  const isOperator = useIsOperator()
  const accounts = useStoredAccounts().data?.accounts ?? []
  const connections = useConnections().data?.connections ?? []
  const tags = useTags()
  return [
    {
      heading: 'Pages',
      entries: [
        ...[...DESTINATIONS, SETTINGS].map(({ to, label, icon, key }) => ({
          id: to,
          to,
          label,
          icon,
          hint: `g ${key}`,
        })),
        ...(isStaff ? [{ id: '/support', to: '/support', label: 'Support', icon: LifeBuoy }] : []),
        ...(isOperator
          ? [{ id: '/operator', to: '/operator', label: 'Operator', icon: Activity }]
          : []),
      ],
    },
    {
      heading: 'Accounts',
      entries: accounts
        .filter(({ deletedAt }) => deletedAt === null)
        .map(({ id, name, currency }) => ({
          id: `account ${id}`,
          to: `/accounts/${id}`,
          label: name,
          hint: currency ?? undefined,
          icon: Wallet,
        })),
    },
    {
      heading: 'Connections',
      entries: connections.map((connection) => ({
        id: `connection ${connection.id}`,
        to: `/connections/${connection.id}`,
        label: connectionName(connection),
        hint: CONNECTION_COPY[connection.state].pill,
        icon: Cable,
      })),
    },
    {
      heading: 'Tags',
      entries: tags.map(({ id, name, trades }) => ({
        id: `tag ${id}`,
        to: withQuery('/trades', { tag: id }),
        label: name,
        hint: countOf(trades, 'trade'),
        icon: Tag,
      })),
    },
  ]
}
