'use client'

import { useCallback, useEffect, useRef, useState } from 'react'

/** "waiting": typed, and not sent yet. "failed": not saved, and tried again by itself. */
export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed'

const PAUSE_MS = 800
const RETRY_MS = 5_000

/**
 * Text that saves itself in a pause of typing, when it is left and when its page is. Requests follow
 * one another, so that an older text never lands on a newer one.
 *
 * @param stored what the server has; taken over while nothing of ours is unsaved
 * @param send the same for the life of the component
 */
export function useAutosavedText(stored: string, send: (text: string) => Promise<unknown>) {
  const [text, setText] = useState(stored)
  const [state, setState] = useState<SaveState>('saved')
  const latest = useRef(stored)
  const kept = useRef(stored)
  const running = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const sendIt = useRef(send)

  const flush = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current)
    if (running.current || latest.current === kept.current) return
    running.current = true
    setState('saving')
    const sent = latest.current
    try {
      await sendIt.current(sent)
      kept.current = sent
      setState(latest.current === sent ? 'saved' : 'waiting')
      if (latest.current !== sent) timer.current = setTimeout(() => void flush(), PAUSE_MS)
    } catch {
      setState('failed')
      timer.current = setTimeout(() => void flush(), RETRY_MS)
    } finally {
      running.current = false
    }
  }, [])

  const change = (typed: string) => {
    setText(typed)
    latest.current = typed
    setState(typed === kept.current && !running.current ? 'saved' : 'waiting')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void flush(), PAUSE_MS)
  }

  useEffect(() => {
    if (running.current || latest.current !== kept.current) return
    latest.current = stored
    kept.current = stored
    setText(stored)
  }, [stored])

  useEffect(() => () => void flush(), [flush])

  useEffect(() => {
    if (state === 'saved') return
    const ask = (event: BeforeUnloadEvent) => {
      void flush()
      event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [state, flush])

  return { text, state, change, flush }
}
