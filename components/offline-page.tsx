'use client'

import { useEffect } from 'react'

/**
 * Without a network the browser shows a page of ours that says so (public/offline.html). Nothing of the journal is
 * kept for it: a device that is lost or shared holds no trades.
 */
export function OfflinePage() {
  useEffect(() => {
    if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return
    // A browser that refuses shows its own page instead.
    navigator.serviceWorker.register('/service-worker.js').catch(() => undefined)
  }, [])
  return null
}
