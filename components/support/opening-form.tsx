'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RequestFailure } from '@/components/ui/request-failure'
import { useOpening } from './support'

/** Nobody looks at a trader's connection without saying why. */
export function OpeningForm({ connectionId }: { connectionId: string }) {
  const [reason, setReason] = useState('')
  const opening = useOpening(connectionId)

  function open(event: FormEvent) {
    event.preventDefault()
    opening.mutate(reason)
  }

  return (
    <Card className="max-w-2xl p-5 md:p-6">
      <h2 className="text-base font-semibold">Why do you open it?</h2>
      <p className="mt-1 text-ink-soft">
        Your reason is kept with your name for the audit, and the trader can read it under Settings.
        It holds for an hour.
      </p>
      <form onSubmit={open} className="mt-4 flex flex-wrap items-end gap-2">
        <Field
          label="Reason"
          hint="A few words or the number of the ticket"
          className="min-w-0 flex-1 basis-60"
        >
          {(control) => (
            <Input
              {...control}
              autoFocus
              value={reason}
              minLength={3}
              maxLength={200}
              required
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <Button
          type="submit"
          look="primary"
          className="h-9 sm:mb-6.5"
          busy={opening.isPending && 'Opening…'}
        >
          Open the connection
        </Button>
      </form>
      {opening.error ? (
        <RequestFailure
          className="mt-4"
          error={opening.error}
          what="The connection was not opened"
        />
      ) : null}
    </Card>
  )
}
