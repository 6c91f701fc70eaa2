'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useSayInstant } from '@/components/format/use-say-instant'
import { Card } from '@/components/ui/card'
import { CONNECTION_COPY } from '@/lib/domain/connection-copy'
import { connectionName } from '@/lib/domain/connection-name'
import { connectionWords } from '@/lib/domain/connection-words'
import type { ConnectionView } from '@/lib/domain/views/connection'
import { AccountKind } from './account-kind'
import { ConnectButton } from './connect-button'
import { ConnectionFreshness } from './connection-freshness'
import { ConnectionPill } from './connection-pill'

export function ConnectionCard({ connection }: { connection: ConnectionView }) {
  const { tone, main } = CONNECTION_COPY[connection.state]
  const { body } = connectionWords(connection, useSayInstant())
  const followed = connection.accounts.filter(({ alreadyLinked }) => alreadyLinked)
  return (
    <Card className="relative p-5 transition-colors duration-100 hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-text">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pr-8">
        <h2 className="text-base font-semibold">
          {/* The whole card is the link's target. */}
          <Link
            href={`/connections/${connection.id}`}
            className="outline-none after:absolute after:inset-0"
          >
            {connectionName(connection)}
          </Link>
        </h2>
        <ConnectionPill state={connection.state} />
      </div>
      {connection.state === 'healthy' ? null : (
        <p className="mt-1 max-w-2xl text-ink-soft">{body}</p>
      )}
      <div className="mt-1 text-table text-ink-soft">
        <ConnectionFreshness connection={connection} />
      </div>
      {followed.length > 0 ? (
        <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-2 text-table">
          {followed.map((account) => (
            <li key={account.id} className="flex items-center gap-2">
              {account.name}
              <AccountKind account={account} />
            </li>
          ))}
        </ul>
      ) : null}
      {tone === 'act' && main?.kind === 'connect' ? (
        <div className="relative z-10 mt-4 flex w-fit flex-wrap gap-2">
          <ConnectButton connectionId={connection.id} look="primary" label={main.label} />
        </div>
      ) : null}
      <ChevronRight aria-hidden className="absolute top-6 right-5 size-4 text-ink-faint" />
    </Card>
  )
}
