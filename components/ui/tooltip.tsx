'use client'

import { Tooltip as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

export const TooltipProvider = Radix.Provider

/** A word beside an icon that has no room for one. The icon keeps its own accessible name. */
export function Tooltip(props: {
  text: string
  side?: 'right' | 'top' | 'bottom'
  className?: string
  children: ReactNode
}) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{props.children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={props.side ?? 'right'}
          sideOffset={8}
          className={`z-50 rounded-md bg-ink px-2 py-1 text-xs text-paper shadow-raised ${props.className ?? ''}`}
        >
          {props.text}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
