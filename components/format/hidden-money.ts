'use client'

import { useSyncExternalStore } from 'react'

const STORAGE_KEY = 'hide-money'
const CHANGED = 'hide-money-changed'

/** What stands where an amount is hidden: the same for all, so that it tells nothing. */
export const HIDDEN_AMOUNT = '•••'

/** For screens that others can see: kept in this browser, not in the journal. */
export function hideMoney(hide: boolean): void {
  if (hide) localStorage.setItem(STORAGE_KEY, 'yes')
  else localStorage.removeItem(STORAGE_KEY)
  window.dispatchEvent(new Event(CHANGED))
}

/** Whether amounts of money are hidden. */
export function useHiddenMoney(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      window.addEventListener(CHANGED, onChange)
      window.addEventListener('storage', onChange)
      return () => {
        window.removeEventListener(CHANGED, onChange)
        window.removeEventListener('storage', onChange)
      }
    },
    () => localStorage.getItem(STORAGE_KEY) === 'yes',
    () => false,
  )
}
