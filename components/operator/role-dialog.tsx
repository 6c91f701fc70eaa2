'use client'

import { useState } from 'react'
import { toast } from 'sonner'
import { ChoiceGroup } from '@/components/ui/choice-group'
import { WhyDialog } from '@/components/ui/why-dialog'
import type { PersonView } from '@/lib/domain/views/operator'
import { useGiveRole } from './operator'
import { ROLES } from './roles'

type Role = PersonView['role']

const CHOICES = (Object.keys(ROLES) as Role[]).map((value) => ({ value, label: ROLES[value].word }))

/** Gives or takes a role, with a reason that the person can read. */
export function RoleDialog(props: { person: PersonView; isMe: boolean; onClose: () => void }) {
  const { person, isMe, onClose } = props
  const [role, setRole] = useState<Role>(person.role)
  const perform = useGiveRole(person.id)
  return (
    <WhyDialog
      title={`Role of ${person.email}`}
      confirm={role === person.role ? 'Change role' : `Make them ${ROLES[role].word.toLowerCase()}`}
      confirmDisabled={role === person.role}
      hint="Kept with your name; they can read it under Settings."
      perform={perform}
      onClose={onClose}
      onConfirm={(why) =>
        perform.mutate(
          { role, ...why },
          {
            onSuccess: () => {
              toast.success(`${person.email} is ${ROLES[role].word.toLowerCase()} now`)
              onClose()
            },
          },
        )
      }
    >
      <ChoiceGroup legend="Role" value={role} options={CHOICES} onChoose={setRole} />
      <p>{ROLES[role].may}</p>
      <p>
        {isMe
          ? 'This is you: you are signed out at once.'
          : 'They are signed out at once, wherever they are, and sign in again.'}
      </p>
    </WhyDialog>
  )
}
