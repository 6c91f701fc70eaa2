'use client'

import { useState } from 'react'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RequestFailure } from '@/components/ui/request-failure'
import type { StaffAction } from '@/lib/domain/support/audit-words'
import type { ExplainedConnectionView, StaffActionAnswer } from '@/lib/domain/views/support'
import { ActionDetailsFields, areDetailsGiven, firstDetails } from './action-details'
import { STAFF_ACTION_WORDS } from './action-words'
import { useStaffAction } from './support'

const SHORTEST_REASON = 3

/** Says what will come of an action and asks why. Sent twice, it is done once. */
export function ReasonDialog(props: {
  view: ExplainedConnectionView
  action: StaffAction
  onClose: () => void
  onDone: (answer: StaffActionAnswer) => void
}) {
  const { action, view } = props
  const { label, outcome } = STAFF_ACTION_WORDS[action]
  const [reason, setReason] = useState('')
  const [requestId] = useState(() => crypto.randomUUID())
  const [details, setDetails] = useState(() => firstDetails(action, view.accounts))
  const perform = useStaffAction(view.id)
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => (open ? undefined : props.onClose())}
      title={label}
      cancel="Cancel"
      confirm={label}
      confirmDisabled={reason.trim().length < SHORTEST_REASON || !areDetailsGiven(action, details)}
      busy={perform.isPending && 'Under way…'}
      onConfirm={() =>
        perform.mutate({ action, reason, requestId, details }, { onSuccess: props.onDone })
      }
    >
      <p>{outcome}</p>
      <ActionDetailsFields
        action={action}
        accounts={view.accounts}
        details={details}
        onChange={setDetails}
      />
      <Field
        label={action === 'note' ? 'Note' : 'Reason'}
        hint="Kept with your name; the trader can read it under Settings."
      >
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
