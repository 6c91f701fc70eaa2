'use client'

import { parseAsString, useQueryState } from 'nuqs'
import { PageHeader } from '@/components/ui/page-header'
import { RequestFailure } from '@/components/ui/request-failure'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { BeforeConsent } from './before-consent'
import { PlatformChoices } from './platform-choices'
import { usePlatforms } from './platforms'

export function NewConnectionScreen() {
  const [chosen, setChosen] = useQueryState(
    'platform',
    parseAsString.withOptions({ history: 'push' }),
  )
  const { data, error, refetch } = usePlatforms()
  const platform = data?.platforms.find(({ key }) => key === chosen)
  return (
    <div className="max-w-2xl">
      <PageHeader
        title={platform ? `Link your ${platform.name} account` : 'Add a connection'}
        status={platform ? 'Access is read-only.' : 'Where do you trade?'}
        back={{ to: '/connections', label: 'Back to the list' }}
      />
      {platform ? (
        <BeforeConsent platform={platform} />
      ) : data ? (
        <PlatformChoices platforms={data.platforms} onChoose={(key) => void setChosen(key)} />
      ) : error ? (
        <RequestFailure
          error={error}
          what="The places to trade could not be loaded"
          onRetry={() => void refetch()}
        />
      ) : (
        <PlatformsSkeleton />
      )}
    </div>
  )
}

function PlatformsSkeleton() {
  return (
    <>
      <Loading what="where accounts can be linked" />
      <div className="flex items-center gap-4 rounded-lg border border-rule bg-surface p-5">
        <Skeleton className="size-10 shrink-0" />
        <div className="min-w-0 flex-1">
          <Skeleton className="h-6 w-24" />
          <Skeleton className="mt-1 h-4 w-80 max-w-full" />
        </div>
      </div>
    </>
  )
}
