'use client'

import { Columns3 } from 'lucide-react'
import { lazy } from 'react'
import { buttonStyle } from '@/components/ui/button'
import { MenuButton } from '@/components/ui/menu-button'

const ColumnsMenu = lazy(() => import('./columns-menu'))

export function ColumnsButton() {
  return (
    <MenuButton opens={ColumnsMenu} className={buttonStyle()}>
      <Columns3 aria-hidden />
      Columns
    </MenuButton>
  )
}
