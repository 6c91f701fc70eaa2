'use client'

import { TimeZoneNote } from '@/components/format/time-zone'
import { Button } from '@/components/ui/button'
import { DotList } from '@/components/ui/dot-list'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { RequestFailure } from '@/components/ui/request-failure'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { useOutbox } from './outbox'
import { OutboxMail } from './outbox-mail'

/** For the operator: what was written to traders, and whether it went out. */
export function OutboxScreen() {
  const outbox = useOutbox()
  const mails = outbox.data?.pages.flatMap((page) => page.mails)
  return (
    <>
      <PageHeader
        title="Outbox"
        status={
          <DotList>
            Mails to traders
            <TimeZoneNote />
          </DotList>
        }
      />
      {mails?.length === 0 ? (
        <EmptyState title="No mail was written yet">
          When a connection waits for its trader for an hour, a mail is written here and sent
          through SMTP_URL. Without one it stays here.
        </EmptyState>
      ) : mails ? (
        <ol className="divide-y divide-rule rounded-lg border border-rule bg-surface shadow-card">
          {mails.map((mail) => (
            <li key={mail.id}>
              <OutboxMail mail={mail} />
            </li>
          ))}
        </ol>
      ) : outbox.error ? null : (
        <>
          <Loading what="the outbox" />
          <Skeleton className="h-48 w-full" />
        </>
      )}
      {outbox.error ? (
        <RequestFailure
          error={outbox.error}
          what="The outbox could not be loaded"
          onRetry={() => void outbox.refetch()}
          className="mt-3"
        />
      ) : null}
      {outbox.hasNextPage ? (
        <Button
          className="mt-3"
          busy={outbox.isFetchingNextPage && 'Loading…'}
          onClick={() => void outbox.fetchNextPage()}
        >
          Show older mails
        </Button>
      ) : null}
    </>
  )
}
