'use client'

import { Eye } from 'lucide-react'
import type { ReactNode } from 'react'
import { ApiError } from '@/components/api/request'
import { TimeZoneProvider } from '@/components/format/time-zone'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { GoButton } from '@/components/ui/go-button'
import { NothingHere } from '@/components/ui/nothing-here'
import { PageHeader } from '@/components/ui/page-header'
import { RequestFailure } from '@/components/ui/request-failure'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { useSecondsUntil } from '@/components/ui/use-seconds-until'
import type { LookInState } from '@/lib/domain/support/look-in'
import type { StaffLookInView } from '@/lib/domain/views/look-in'
import { useEndLookIn, useLookIn } from './look-in'

const LONGEST_SECONDS = 3_600

/** Around everything of somebody else's journal: whose it is, how long still, and the way out. */
export function LookInFrame(props: {
  lookInId: string
  children: (lookIn: StaffLookInView) => ReactNode
}) {
  const { data, error, refetch } = useLookIn(props.lookInId)
  const secondsLeft = useSecondsUntil(data?.endsAt ?? null, LONGEST_SECONDS)
  if (error instanceof ApiError && error.code === 'NOT_FOUND') return <NothingHere />
  if (!data)
    return error ? (
      <RequestFailure
        error={error}
        what="The look-in could not be opened"
        onRetry={() => void refetch()}
      />
    ) : (
      <>
        <PageHeader title="Look-in" />
        <Loading what="the look-in" />
        <Skeleton className="h-12 w-full" />
      </>
    )
  if (data.state !== 'active' || secondsLeft === 0) return <NotActive lookIn={data} />
  return (
    <TimeZoneProvider timeZone={data.timeZone}>
      <Banner lookIn={data} secondsLeft={secondsLeft} />
      {props.children(data)}
    </TimeZoneProvider>
  )
}

function Banner({ lookIn, secondsLeft }: { lookIn: StaffLookInView; secondsLeft: number }) {
  const end = useEndLookIn(lookIn.id)
  return (
    <div className="sticky top-2 z-30 mb-6">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-lg border-2 border-accent-text bg-accent-soft px-4 py-2.5 shadow-raised">
        <p role="status" className="flex min-w-0 items-start gap-2.5">
          <Eye aria-hidden className="mt-0.5 size-4 shrink-0 text-accent-text" />
          <span className="min-w-0 [overflow-wrap:anywhere]">
            <span className="font-medium">The journal of {lookIn.trader}, read-only.</span>{' '}
            <span className="text-ink-soft">
              {timeLeft(secondsLeft)} left. What you open is noted for them.
            </span>
          </span>
        </p>
        <Button busy={end.isPending && 'Ending…'} onClick={() => end.mutate()}>
          End the look-in
        </Button>
      </div>
      {end.error ? <RequestFailure error={end.error} what="The look-in was not ended" /> : null}
    </div>
  )
}

function timeLeft(seconds: number): string {
  return seconds < 60 ? 'Less than a minute' : `${Math.floor(seconds / 60)} min`
}

const ENDED: Record<Exclude<LookInState, 'active'>, { title: string; text: string }> = {
  asked: {
    title: 'The trader has not answered yet',
    text: 'Nothing of the journal is shown until they allow it.',
  },
  unanswered: {
    title: 'The trader did not answer',
    text: 'The question stood for a day. Ask again if it is still needed.',
  },
  refused: { title: 'The trader refused', text: 'Nothing of the journal is shown.' },
  over: {
    title: 'The look-in is over',
    text: 'Nothing of the journal is shown any more. Ask again if it is still needed.',
  },
}

function NotActive({ lookIn }: { lookIn: StaffLookInView }) {
  const { title, text } = ENDED[lookIn.state === 'active' ? 'over' : lookIn.state]
  const connection = `/support/connections/${lookIn.connectionId}`
  return (
    <>
      <PageHeader title="Look-in" back={{ to: connection, label: 'Connection' }} />
      <EmptyState
        title={title}
        actions={
          <GoButton look="primary" to={connection}>
            Back to the connection
          </GoButton>
        }
      >
        {text}
      </EmptyState>
    </>
  )
}
