'use client'

import type { ReactElement } from 'react'
import { Menu, MenuContent, MenuTrigger } from '@/components/ui/menu'
import { PersonMenuItems } from './person-menu-items'

export default function PersonMenuOpened({ trigger }: { trigger: ReactElement }) {
  return (
    <Menu defaultOpen>
      <MenuTrigger asChild>{trigger}</MenuTrigger>
      <MenuContent side="top" align="start">
        <PersonMenuItems />
      </MenuContent>
    </Menu>
  )
}
