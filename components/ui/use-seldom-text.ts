'use client'

import { useEffect, useRef, useState } from 'react'

const AT_MOST_EVERY_MS = 10_000

/** Follows a text that changes often, at a pace a screen reader can bear. */
export function useSeldomText(text: string): string {
  const latest = useRef(text)
  const [shown, setShown] = useState(text)
  useEffect(() => {
    latest.current = text
  }, [text])
  useEffect(() => {
    const timer = setInterval(() => setShown(latest.current), AT_MOST_EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return shown
}
