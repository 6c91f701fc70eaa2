'use client'

import { useState } from 'react'
import { WhyDialog } from '@/components/ui/why-dialog'
import type { StaffAction } from '@/lib/domain/support/audit-words'
import type { ExplainedConnectionView, StaffActionAnswer } from '@/lib/domain/views/support'
import { ActionDetailsFields, areDetailsGiven, firstDetails } from './action-details'
import { STAFF_ACTION_WORDS } from './action-words'
import { useStaffAction } from './support'

/** Asks why before something is done about a connection. */
export function ReasonDialog(props: {
  view: ExplainedConnectionView
  action: StaffAction
  onClose: () => void
  onDone: (answer: StaffActionAnswer) => void
}) {
  const { action, view } = props
  const { label, outcome } = STAFF_ACTION_WORDS[action]
  const [details, setDetails] = useState(() => firstDetails(action, view.accounts))
  const perform = useStaffAction(view.id)
  return (
    <WhyDialog
      title={label}
      confirm={label}
      confirmDisabled={!areDetailsGiven(action, details)}
      label={action === 'note' ? 'Note' : 'Reason'}
      hint="Kept with your name; the trader can read it under Settings."
      perform={perform}
      onClose={props.onClose}
      onConfirm={(why) => perform.mutate({ action, details, ...why }, { onSuccess: props.onDone })}
    >
      <p>{outcome}</p>
      <ActionDetailsFields
        action={action}
        accounts={view.accounts}
        details={details}
        onChange={setDetails}
      />
    </WhyDialog>
  )
}
