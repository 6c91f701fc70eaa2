'use client'

import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/class-names'
import { closeSheet } from './open-palette'

/** Lies over the page until Escape, a click beside it, or a choice; then the focus is where it was. */
export function Sheet(props: {
  title: string
  titleShown?: boolean
  className?: string
  children: ReactNode
}) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && closeSheet()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 bg-black/40" />
        <Dialog.Content
          aria-describedby={undefined}
          className={cn(
            'fixed top-[12vh] left-1/2 z-50 max-h-[76vh] w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-lg border border-rule bg-surface shadow-raised',
            props.className,
          )}
        >
          <Dialog.Title className={props.titleShown ? 'text-base font-semibold' : 'sr-only'}>
            {props.title}
          </Dialog.Title>
          {props.children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
