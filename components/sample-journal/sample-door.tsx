'use client'

import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { Button } from '@/components/ui/button'
import { useAddSample } from './sample-journal'

/** Leads into the sample journal once its trades are in. */
export function SampleDoor() {
  const router = useRouter()
  const open = useCallback(
    (accountId: string) => router.push(`/dashboard?account=${accountId}`),
    [router],
  )
  const { add, busy, failure } = useAddSample(open)
  return (
    <>
      <Button busy={busy && 'Filling it…'} onClick={add}>
        Look at a sample
      </Button>
      {failure ? (
        <p role="alert" className="mt-2 text-table text-loss">
          {failure}
        </p>
      ) : null}
    </>
  )
}
