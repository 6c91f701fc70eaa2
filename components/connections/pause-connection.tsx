'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RequestFailure } from '@/components/ui/request-failure'
import { Section } from '@/components/ui/section'
import type { ConnectionView } from '@/lib/domain/views/connection'
import { useChangeConnection } from './change-connection'

/** A rest that needs no new consent afterwards. */
export function PauseConnection({ connection }: { connection: ConnectionView }) {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const pause = useChangeConnection(connection.id, 'pause')
  return (
    <Section title="Pause this connection">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-y border-rule py-3">
        <p className="max-w-xl text-ink-soft">
          Nothing is read until you resume. Access is kept, so no new consent is needed, and what
          was missed is fetched then.
        </p>
        <ConfirmDialog
          open={open}
          onOpenChange={setOpen}
          trigger={<Button>Pause…</Button>}
          title="Pause this connection?"
          cancel="Go on reading"
          confirm="Pause"
          busy={pause.isPending && 'Pausing…'}
          onConfirm={() =>
            pause.mutate({ reason: reason || null }, { onSuccess: () => setOpen(false) })
          }
        >
          <p>New trades do not arrive until you resume. What is being read now is stopped.</p>
          <Field label="Reason (optional)" hint="Shown here, so that you remember.">
            {(control) => (
              <Input
                {...control}
                value={reason}
                maxLength={200}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          {pause.error ? (
            <RequestFailure error={pause.error} what="The connection was not paused" />
          ) : null}
        </ConfirmDialog>
      </div>
    </Section>
  )
}
