'use client'

import { ApiError } from '@/components/api/request'
import { When } from '@/components/format/when'
import { Card } from '@/components/ui/card'
import { GoButton } from '@/components/ui/go-button'
import { NothingHere } from '@/components/ui/nothing-here'
import { PageHeader } from '@/components/ui/page-header'
import { RequestFailure } from '@/components/ui/request-failure'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { connectionName } from '@/lib/domain/connection-name'
import type { ReconnectLinkView } from '@/lib/domain/views/reconnect-link'
import { ConnectButton } from './connect-button'
import { ConnectionFreshness } from './connection-freshness'
import { ConnectionPill } from './connection-pill'
import { useReconnectLink } from './reconnect-link'

/** Where a link from support leads: one connection, one button. */
export function ReconnectLinkScreen({ secret }: { secret: string }) {
  const { data, error, refetch } = useReconnectLink(secret)
  if (data) return <LinkPage link={data} secret={secret} />
  if (error instanceof ApiError && error.status === 404) return <NothingHere />
  return (
    <div className="max-w-2xl">
      <PageHeader title="Reconnect" status={error ? null : <Skeleton className="h-4 w-40" />} />
      {error ? (
        <RequestFailure
          error={error}
          what="This link could not be looked up"
          onRetry={() => void refetch()}
        />
      ) : (
        <Loading what="the connection" />
      )}
    </div>
  )
}

function LinkPage({ link, secret }: { link: ReconnectLinkView; secret: string }) {
  const { connection } = link
  return (
    <div className="max-w-2xl">
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-2">
            Reconnect {connectionName(connection)}
            <ConnectionPill state={connection.state} />
          </span>
        }
        status={<ConnectionFreshness connection={connection} />}
      />
      <Card className="p-5 md:p-6">
        {link.status === 'open' ? (
          <>
            <p className="text-ink-soft">
              The next page is cTrader’s own. Sign in there with the same cTrader ID, press “Allow”,
              and you come back here. Access stays read-only; trades stay as they are, and what was
              missed is fetched.
            </p>
            <div className="mt-5">
              <ConnectButton reconnectLink={secret} look="primary" label="Reconnect" />
            </div>
            <p className="mt-4 text-table text-ink-faint">
              This link works once, until <When at={link.expiresAt} />.
            </p>
          </>
        ) : (
          <>
            <h2 className="text-base font-semibold">
              {link.status === 'used' ? 'This link was used already' : 'This link ran out'}
            </h2>
            <p className="mt-1 text-ink-soft">
              {link.status === 'used'
                ? 'A link from support works once.'
                : 'A link from support works for a day.'}{' '}
              Nothing is lost: you can reconnect on the connection’s own page at any time.
            </p>
            <div className="mt-5">
              <GoButton look="primary" to={`/connections/${connection.id}`}>
                Open the connection
              </GoButton>
            </div>
          </>
        )}
      </Card>
    </div>
  )
}
