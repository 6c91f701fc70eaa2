'use client'

import { useSyncExternalStore } from 'react'

const nothing = () => () => {}

/** true once the page runs in the browser: for what the server cannot know. */
export function useMounted(): boolean {
  return useSyncExternalStore(
    nothing,
    () => true,
    () => false,
  )
}
