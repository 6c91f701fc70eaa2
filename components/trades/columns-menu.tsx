'use client'

import { Check } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactElement } from 'react'
import { Menu, MenuContent, MenuItem, MenuLabel, MenuRule, MenuTrigger } from '@/components/ui/menu'
import { FIXED_COLUMNS, TRADE_COLUMN_IDS, type TradeColumnId } from '@/lib/domain/trade-columns'
import { useChooseColumns, useChosenColumns } from './chosen-columns'
import { TRADE_COLUMNS } from './trade-columns'

/** Which columns the list has. It stays open, so that several can be chosen. */
export default function ColumnsMenu({ trigger }: { trigger: ReactElement }) {
  const shown = useChosenColumns()
  const choose = useChooseColumns()
  const toggle = (id: TradeColumnId) =>
    choose.mutate(TRADE_COLUMN_IDS.filter((each) => (each === id) !== shown.includes(each)))
  return (
    <Menu defaultOpen>
      <MenuTrigger asChild>{trigger}</MenuTrigger>
      <MenuContent align="end">
        <MenuLabel>{choose.error ? 'The choice was not kept' : 'Columns'}</MenuLabel>
        {TRADE_COLUMN_IDS.filter((id) => !FIXED_COLUMNS.includes(id)).map((id) => (
          <DropdownMenu.CheckboxItem
            key={id}
            checked={shown.includes(id)}
            onSelect={(event) => event.preventDefault()}
            onCheckedChange={() => toggle(id)}
            className="relative flex h-8 cursor-default items-center gap-2.5 rounded-md pr-2 pl-8 outline-none select-none data-highlighted:bg-hover touch:h-11"
          >
            <DropdownMenu.ItemIndicator className="absolute left-2">
              <Check aria-hidden className="size-4 text-accent-text" />
            </DropdownMenu.ItemIndicator>
            {TRADE_COLUMNS[id].header}
          </DropdownMenu.CheckboxItem>
        ))}
        <MenuRule />
        <MenuItem onSelect={() => choose.mutate([])}>The usual columns</MenuItem>
      </MenuContent>
    </Menu>
  )
}
