'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { Notice } from '@/components/ui/notice'
import { ApiError, isOutage, UNREACHABLE } from './request'

/** The outage some request on this page is waiting out just now, if any. */
function useOutage(): 'database' | 'server' | null {
  const cache = useQueryClient().getQueryCache()
  const read = useCallback(() => {
    for (const query of cache.getAll()) {
      const reason = query.state.fetchFailureReason
      if (query.getObserversCount() === 0 || !isOutage(reason)) continue
      return reason instanceof ApiError && reason.code === UNREACHABLE ? 'server' : 'database'
    }
    return null
  }, [cache])
  return useSyncExternalStore(
    useCallback((onChange) => cache.subscribe(onChange), [cache]),
    read,
    () => null,
  )
}

/** Calm words while we wait, gone as soon as an answer comes. */
export function OutageBanner() {
  const outage = useOutage()
  if (!outage) return null
  return (
    <Notice
      tone="waiting"
      role="status"
      className="mb-6"
      title={
        outage === 'database'
          ? 'The database isn’t reachable just now'
          : 'Tallybook isn’t reachable just now'
      }
    >
      Your trades are safe where they are. We are trying again, and this page goes on by itself.
    </Notice>
  )
}
