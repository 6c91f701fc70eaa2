'use client'

import { DropdownMenu } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './class-names'

export const Menu = DropdownMenu.Root
export const MenuTrigger = DropdownMenu.Trigger

export function MenuContent({ className, ...rest }: ComponentProps<typeof DropdownMenu.Content>) {
  return (
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        sideOffset={8}
        collisionPadding={8}
        {...rest}
        className={cn(
          'z-50 min-w-52 rounded-lg border border-rule bg-surface p-1 text-sm shadow-raised',
          className,
        )}
      />
    </DropdownMenu.Portal>
  )
}

const ITEM =
  'flex h-8 cursor-default items-center gap-2.5 rounded-md px-2 outline-none select-none data-highlighted:bg-hover touch:h-11 [&_svg]:size-4 [&_svg]:text-ink-soft'

export function MenuItem({ className, ...rest }: ComponentProps<typeof DropdownMenu.Item>) {
  return <DropdownMenu.Item {...rest} className={cn(ITEM, className)} />
}

export function MenuLabel({ className, ...rest }: ComponentProps<typeof DropdownMenu.Label>) {
  return (
    <DropdownMenu.Label
      {...rest}
      className={cn('truncate px-2 py-1.5 text-xs text-ink-faint', className)}
    />
  )
}

export function MenuRule() {
  return <DropdownMenu.Separator className="my-1 h-px bg-rule" />
}
