'use client'

import { RequestFailure } from '@/components/ui/request-failure'
import { Section } from '@/components/ui/section'
import { TextLink } from '@/components/ui/text-link'
import { useNewestActivity } from './activity'
import { ActivityList } from './activity-list'
import { ActivitySkeleton } from './activity-skeleton'

const SHOWN = 6

/** The newest arrivals of one connection or account, with a way to the rest. */
export function NewestActivity({ scope }: { scope: { connection: string } | { account: string } }) {
  const { data, error, refetch } = useNewestActivity(scope, SHOWN)
  return (
    <Section
      title="Activity"
      aside={
        data?.older ? (
          <TextLink href={`/activity?${new URLSearchParams(scope)}`} className="text-table">
            Show all activity
          </TextLink>
        ) : null
      }
    >
      {data ? (
        data.rows.length > 0 ? (
          <ActivityList
            rows={data.rows}
            caption="What arrived, newest first; the numbers count deals, of a file its rows"
          />
        ) : (
          <p className="border-y border-rule py-3 text-ink-soft">Nothing has arrived yet.</p>
        )
      ) : error ? (
        <RequestFailure
          error={error}
          what="The activity could not be loaded"
          onRetry={() => void refetch()}
        />
      ) : (
        <ActivitySkeleton />
      )}
    </Section>
  )
}
