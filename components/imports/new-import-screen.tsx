'use client'

import { useQueryState } from 'nuqs'
import { PageHeader } from '@/components/ui/page-header'
import { RequestFailure } from '@/components/ui/request-failure'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { useAccounts } from './accounts'
import { HowToExport } from './how-to-export'
import { UploadForm } from './upload-form'

export function NewImportScreen() {
  const { data, error, refetch } = useAccounts()
  const [account] = useQueryState('account')
  return (
    <div className="max-w-2xl">
      <PageHeader
        title="Upload a file"
        status="You see what is in it before anything is added to the journal."
        back={{ to: '/imports', label: 'Back to the list' }}
      />
      {data ? (
        <UploadForm accounts={data.accounts} wanted={account} />
      ) : error ? (
        <RequestFailure
          error={error}
          what="The list to choose from could not be loaded"
          onRetry={() => void refetch()}
        />
      ) : (
        <>
          <Loading what="the form" />
          <Skeleton className="h-4 w-20" />
          <Skeleton className="mt-1.5 h-9 w-full" />
          <Skeleton className="mt-5 h-40 w-full" />
          <Skeleton className="mt-5 h-10 w-32" />
        </>
      )}
      <HowToExport className="mt-8" />
    </div>
  )
}
