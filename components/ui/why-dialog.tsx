'use client'

import { type ReactNode, useState } from 'react'
import { ConfirmDialog } from './confirm-dialog'
import { Field } from './field'
import { Input } from './input'
import { RequestFailure } from './request-failure'

const SHORTEST_REASON = 3

/** Says what will come of something that staff does, and asks why. Sent twice, it is done once. */
export function WhyDialog(props: {
  title: string
  confirm: string
  /** Something besides the reason has to be chosen first. */
  confirmDisabled?: boolean
  label?: string
  hint: string
  children: ReactNode
  perform: { isPending: boolean; error: Error | null }
  onClose: () => void
  onConfirm: (why: { reason: string; requestId: string }) => void
}) {
  const [reason, setReason] = useState('')
  const [requestId] = useState(() => crypto.randomUUID())
  const { perform } = props
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => (open ? undefined : props.onClose())}
      title={props.title}
      cancel="Cancel"
      confirm={props.confirm}
      confirmDisabled={props.confirmDisabled || reason.trim().length < SHORTEST_REASON}
      busy={perform.isPending && 'Under way…'}
      onConfirm={() => props.onConfirm({ reason, requestId })}
    >
      {props.children}
      <Field label={props.label ?? 'Reason'} hint={props.hint}>
        {(control) => (
          <Input
            {...control}
            value={reason}
            maxLength={200}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      {perform.error ? <RequestFailure error={perform.error} what="It was not done" /> : null}
    </ConfirmDialog>
  )
}
