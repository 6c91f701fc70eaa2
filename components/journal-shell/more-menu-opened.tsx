'use client'

import { LifeBuoy, Send, Settings } from 'lucide-react'
import { useRouter } from 'next/navigation'
import type { ReactElement } from 'react'
import { useIsOperator, useIsStaff } from '@/components/identity/session'
import { Menu, MenuContent, MenuItem, MenuRule, MenuTrigger } from '@/components/ui/menu'
import { DESTINATIONS, NEAREST } from './destinations'
import { PersonMenuItems } from './person-menu-items'

/** What the bottom bar has no room for. */
export default function MoreMenuOpened({ trigger }: { trigger: ReactElement }) {
  const router = useRouter()
  const isOperator = useIsOperator()
  const isStaff = useIsStaff()
  return (
    <Menu defaultOpen>
      <MenuTrigger asChild>{trigger}</MenuTrigger>
      <MenuContent side="top" align="end">
        {DESTINATIONS.filter((each) => !NEAREST.includes(each)).map(({ to, label, icon: Icon }) => (
          <MenuItem key={to} onSelect={() => router.push(to)}>
            <Icon aria-hidden />
            {label}
          </MenuItem>
        ))}
        <MenuItem onSelect={() => router.push('/settings')}>
          <Settings aria-hidden />
          Settings
        </MenuItem>
        {isStaff ? (
          <MenuItem onSelect={() => router.push('/support')}>
            <LifeBuoy aria-hidden />
            Support
          </MenuItem>
        ) : null}
        {isOperator ? (
          <MenuItem onSelect={() => router.push('/operator/outbox')}>
            <Send aria-hidden />
            Outbox
          </MenuItem>
        ) : null}
        <MenuRule />
        <PersonMenuItems />
      </MenuContent>
    </Menu>
  )
}
