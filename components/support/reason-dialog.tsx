'use client'

import { WhyDialog } from '@/components/ui/why-dialog'
import type { StaffAction, StaffActionAnswer } from '@/lib/domain/views/support'
import { STAFF_ACTION_WORDS } from './action-words'
import { useStaffAction } from './support'

/** Asks why before something is done about a connection. */
export function ReasonDialog(props: {
  connectionId: string
  action: StaffAction
  onClose: () => void
  onDone: (answer: StaffActionAnswer) => void
}) {
  const { action } = props
  const { label, outcome } = STAFF_ACTION_WORDS[action]
  const perform = useStaffAction(props.connectionId)
  return (
    <WhyDialog
      title={label}
      confirm={label}
      label={action === 'note' ? 'Note' : 'Reason'}
      hint="Kept with your name; the trader can read it under Settings."
      perform={perform}
      onClose={props.onClose}
      onConfirm={(why) => perform.mutate({ action, ...why }, { onSuccess: props.onDone })}
    >
      <p>{outcome}</p>
    </WhyDialog>
  )
}
