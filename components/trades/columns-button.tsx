'use client'

import { Columns3 } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Menu, MenuTrigger } from '@/components/ui/menu'
import { ColumnsMenu } from './columns-menu'

export function ColumnsButton() {
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button>
          <Columns3 aria-hidden />
          Columns
        </Button>
      </MenuTrigger>
      <ColumnsMenu />
    </Menu>
  )
}
