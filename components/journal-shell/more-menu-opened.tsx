'use client'

import { Activity, LifeBuoy, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import type { ReactElement } from 'react'
import { useIsOperator, useIsStaff } from '@/components/identity/session'
import { openPalette } from '@/components/palette/open-palette'
import { Menu, MenuContent, MenuItem, MenuRule, MenuTrigger } from '@/components/ui/menu'
import { DESTINATIONS, NEAREST, SETTINGS } from './destinations'
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
        {[...DESTINATIONS, SETTINGS]
          .filter((each) => !NEAREST.includes(each))
          .map(({ to, label, icon: Icon }) => (
            <MenuItem key={to} onSelect={() => router.push(to)}>
              <Icon aria-hidden />
              {label}
            </MenuItem>
          ))}
        <MenuItem onSelect={openPalette}>
          <Search aria-hidden />
          Go to…
        </MenuItem>
        {isStaff ? (
          <MenuItem onSelect={() => router.push('/support')}>
            <LifeBuoy aria-hidden />
            Support
          </MenuItem>
        ) : null}
        {isOperator ? (
          <MenuItem onSelect={() => router.push('/operator')}>
            <Activity aria-hidden />
            Operator
          </MenuItem>
        ) : null}
        <MenuRule />
        <PersonMenuItems />
      </MenuContent>
    </Menu>
  )
}
