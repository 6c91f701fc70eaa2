'use client'

import { useQuery } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'
import { When } from '@/components/format/when'
import { RequestFailure } from '@/components/ui/request-failure'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { TextLink } from '@/components/ui/text-link'
import type { StaffActionView } from '@/lib/domain/views/support'

/** Everything support did that concerns this person, and why. */
export function StaffActions() {
  const { data, error, refetch } = useQuery({
    queryKey: ['settings', 'staff-actions'],
    queryFn: ({ signal }) =>
      requestJson<{ actions: StaffActionView[] }>('/api/settings/staff-actions', { signal }),
  })
  return (
    <Section title="Account activity">
      {data?.actions.length === 0 ? (
        <p className="border-y border-rule py-3 text-ink-soft">
          Nobody of support has looked at your connections. If somebody does, it stands here, with
          the reason.
        </p>
      ) : data ? (
        <ul className="divide-y divide-rule border-y border-rule text-table">
          {data.actions.map(({ id, at, text, reason, connectionId }) => (
            <li key={id} className="grid gap-x-4 gap-y-0.5 py-2 sm:grid-cols-[9.5rem_1fr]">
              <span className="text-ink-faint">
                <When at={at} />
              </span>
              <span className="[overflow-wrap:anywhere]">
                {text}: “{reason}”
                {connectionId ? (
                  <>
                    {' '}
                    <TextLink href={`/connections/${connectionId}`}>Open the connection</TextLink>
                  </>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
      ) : error ? (
        <RequestFailure
          error={error}
          what="What support did could not be loaded"
          onRetry={() => void refetch()}
        />
      ) : (
        <Skeleton className="h-11 w-full" />
      )}
    </Section>
  )
}
