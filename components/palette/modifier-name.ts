'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** What the keyboard in front of the reader calls the key that goes with K. */
export function useModifierName(): string {
  return useSyncExternalStore(
    never,
    () => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl'),
    () => 'Ctrl',
  )
}
