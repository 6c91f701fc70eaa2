'use client'

import { useSyncExternalStore } from 'react'

export type OpenSheet = 'palette' | 'shortcuts' | null

let open: OpenSheet = null
const listeners = new Set<() => void>()

function set(next: OpenSheet): void {
  open = next
  for (const listener of listeners) listener()
}

export const openPalette = () => set('palette')
export const openShortcuts = () => set('shortcuts')
export const closeSheet = () => set(null)

/** Which of the two lies over the page; one at a time. */
export function useOpenSheet(): OpenSheet {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => open,
    () => null,
  )
}
