'use client'

import { useEffect, useState } from 'react'

/**
 * Whole seconds left until an instant, counting down to 0.
 * @param most an upper bound, for a clock here that differs from the server's
 */
export function useSecondsUntil(at: string | null, most: number): number {
  const [now, setNow] = useState(() => Date.now())
  const left = at === null ? 0 : Math.ceil((Date.parse(at) - now) / 1000)
  const isOver = left <= 0
  useEffect(() => {
    setNow(Date.now())
    if (at === null || isOver) return
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [at, isOver])
  return Math.min(most, Math.max(0, left))
}
