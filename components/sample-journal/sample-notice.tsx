'use client'

import { Button } from '@/components/ui/button'
import { GoButton } from '@/components/ui/go-button'
import { Notice } from '@/components/ui/notice'
import { useRemoveSample } from './sample-journal'

/** Stands above everything that shows the sample, so that nobody takes it for trades of theirs. */
export function SampleNotice({ onRemoved }: { onRemoved: () => void }) {
  const remove = useRemoveSample()
  return (
    <Notice
      tone="info"
      className="mb-4"
      title="This is a sample journal"
      actions={
        <>
          <GoButton to="/connections/new">Connect cTrader</GoButton>
          <GoButton to="/imports/new">Upload a file</GoButton>
          <Button
            look="quiet"
            busy={remove.isPending && 'Removing…'}
            onClick={() => remove.mutate(undefined, { onSuccess: onRemoved })}
          >
            Remove the sample
          </Button>
        </>
      }
    >
      {remove.error
        ? `It is still here. ${remove.error.message}`
        : 'Every trade in it is invented. It never counts beside trades of yours.'}
    </Notice>
  )
}
