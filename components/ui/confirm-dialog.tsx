'use client'

import dynamic from 'next/dynamic'
import {
  cloneElement,
  type MouseEventHandler,
  type ReactElement,
  type ReactNode,
  useRef,
} from 'react'

const ConfirmDialogOpened = dynamic(() => import('./confirm-dialog-opened'), { ssr: false })

export type ConfirmDialogProps = {
  title: string
  children: ReactNode
  confirm: string
  /** Something has to be chosen or typed first. */
  confirmDisabled?: boolean
  cancel: string
  busy?: string | false
  open: boolean
  onOpenChange: (open: boolean) => void
  onConfirm: () => void
}

/**
 * Asks before something that is not undone by the next click. The safe answer has the focus. Without a
 * trigger of its own it is opened from elsewhere, such as a menu. It is fetched when it is first opened.
 */
export function ConfirmDialog({
  trigger,
  ...props
}: ConfirmDialogProps & {
  trigger?: ReactElement<{ onClick?: MouseEventHandler; 'aria-haspopup'?: 'dialog' }>
}) {
  const wasOpened = useRef(false)
  if (props.open) wasOpened.current = true
  return (
    <>
      {trigger
        ? cloneElement(trigger, {
            'aria-haspopup': 'dialog',
            onClick: () => props.onOpenChange(true),
          })
        : null}
      {wasOpened.current ? <ConfirmDialogOpened {...props} /> : null}
    </>
  )
}
