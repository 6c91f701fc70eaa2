'use client'

import { useState } from 'react'
import { formatCount } from '@/components/format/decimal'
import { When } from '@/components/format/when'
import { useSession } from '@/components/identity/session'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/class-names'
import { Pill } from '@/components/ui/pill'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import type { PeopleView, PersonView } from '@/lib/domain/views/operator'
import { RoleDialog } from './role-dialog'
import { ROLES } from './roles'

/** On a phone an address needs the width; its role stands below it. */
const AT_A_DESK = 'hidden md:table-cell'

export function PeopleTable({ view }: { view: PeopleView }) {
  const [asked, setAsked] = useState<PersonView | null>(null)
  const me = useSession().data?.user.id
  return (
    <>
      <TableFrame caption="People, staff first">
        <thead>
          <tr>
            <Th>E-mail</Th>
            <Th className={AT_A_DESK}>Role</Th>
            <Th className={AT_A_DESK}>Since</Th>
            <Th className={cn('text-right', AT_A_DESK)}>Connections</Th>
            <Th className={cn('text-right', AT_A_DESK)}>Signed in</Th>
            <Th>
              <span className="sr-only">Change role</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {view.people.map((person) => (
            <Tr key={person.id}>
              <Td className="py-2 whitespace-normal [overflow-wrap:anywhere]">
                {person.email}
                {person.id === me ? <span className="text-ink-faint"> (you)</span> : null}
                {person.disabled ? <span className="text-ink-faint"> (disabled)</span> : null}
                <span className="mt-1 block md:hidden">
                  <RolePill role={person.role} />
                </span>
              </Td>
              <Td className={AT_A_DESK}>
                <RolePill role={person.role} />
              </Td>
              <Td className={cn('text-ink-soft', AT_A_DESK)}>
                <When at={person.createdAt} as="table" />
              </Td>
              <Td className={cn('text-right', AT_A_DESK)}>{formatCount(person.connections)}</Td>
              <Td className={cn('text-right', AT_A_DESK)}>{formatCount(person.sessions)}</Td>
              <Td className="text-right">
                <Button
                  look="quiet"
                  aria-label={`Change the role of ${person.email}`}
                  onClick={() => setAsked(person)}
                >
                  Change role…
                </Button>
              </Td>
            </Tr>
          ))}
        </tbody>
      </TableFrame>
      {view.more ? (
        <p className="mt-2 text-table text-ink-soft">
          There are more than are shown: type how the address begins.
        </p>
      ) : null}
      {asked ? (
        <RoleDialog person={asked} isMe={asked.id === me} onClose={() => setAsked(null)} />
      ) : null}
    </>
  )
}

function RolePill({ role }: { role: PersonView['role'] }) {
  const { tone, icon, word } = ROLES[role]
  return (
    <Pill tone={tone} icon={icon}>
      {word}
    </Pill>
  )
}
