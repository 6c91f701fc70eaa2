'use client'

import { X } from 'lucide-react'
import { Dialog as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from './button'

/** Something to read on top of a page, closed by Escape, by a press beside it, or by its cross. */
export function Dialog(props: {
  trigger: ReactNode
  title: string
  children: ReactNode
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  return (
    <Primitive.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Primitive.Trigger asChild>{props.trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-50 bg-black/40" />
        <Primitive.Content
          aria-describedby={undefined}
          className="fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[min(44rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 flex-col overflow-y-auto rounded-lg border border-rule bg-surface p-6 shadow-raised"
        >
          <div className="mb-2 flex items-start justify-between gap-4">
            <Primitive.Title className="text-base font-semibold">{props.title}</Primitive.Title>
            <Primitive.Close asChild>
              <Button look="quiet" size="icon" aria-label="Close" className="-mt-1.5 -mr-2">
                <X aria-hidden className="size-4" />
              </Button>
            </Primitive.Close>
          </div>
          {props.children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
