'use client'

import { useState } from 'react'
import { formatCount } from '@/components/format/decimal'
import { When } from '@/components/format/when'
import { useSession } from '@/components/identity/session'
import { Button } from '@/components/ui/button'
import { Pill } from '@/components/ui/pill'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import type { PeopleView, PersonView } from '@/lib/domain/views/operator'
import { RoleDialog } from './role-dialog'
import { ROLES } from './roles'

export function PeopleTable({ view }: { view: PeopleView }) {
  const [asked, setAsked] = useState<PersonView | null>(null)
  const me = useSession().data?.user.id
  return (
    <>
      <TableFrame caption="People, staff first">
        <thead>
          <tr>
            <Th>E-mail</Th>
            <Th>Role</Th>
            <Th>Since</Th>
            <Th className="text-right">Connections</Th>
            <Th className="text-right">Signed in</Th>
            <Th>
              <span className="sr-only">Change role</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {view.people.map((person) => (
            <Tr key={person.id}>
              <Td>
                {person.email}
                {person.id === me ? <span className="text-ink-faint"> (you)</span> : null}
                {person.disabled ? <span className="text-ink-faint"> (disabled)</span> : null}
              </Td>
              <Td>
                <Pill tone={ROLES[person.role].tone}>{ROLES[person.role].word}</Pill>
              </Td>
              <Td className="text-ink-soft">
                <When at={person.createdAt} as="table" />
              </Td>
              <Td className="text-right">{formatCount(person.connections)}</Td>
              <Td className="text-right">{formatCount(person.sessions)}</Td>
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
