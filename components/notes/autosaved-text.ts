'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { isConflict } from '@/components/api/request'

/**
 * "waiting": typed, and not sent yet. "failed": not saved, and tried again by itself. "conflict": not
 * saved, because it was changed elsewhere; the trader decides.
 */
export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict'

const PAUSE_MS = 800
const RETRY_MS = 5_000

/**
 * Text that saves itself in a pause of typing, when it is left and when its page is. Requests follow
 * one another, so that an older text never lands on a newer one.
 *
 * @param stored what the server has; taken over while nothing of ours is unsaved
 * @param send the same for the life of the component; it tells which text was changed as well
 */
export function useAutosavedText(
  stored: string,
  send: (text: string, was: string) => Promise<unknown>,
) {
  const [text, setText] = useState(stored)
  const [state, setState] = useState<SaveState>('saved')
  const latest = useRef(stored)
  const kept = useRef(stored)
  const running = useRef(false)
  const inConflict = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const sendIt = useRef(send)

  const flush = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current)
    if (running.current || inConflict.current || latest.current === kept.current) return
    running.current = true
    setState('saving')
    const sent = latest.current
    try {
      await sendIt.current(sent, kept.current)
      kept.current = sent
      setState(latest.current === sent ? 'saved' : 'waiting')
      if (latest.current !== sent) timer.current = setTimeout(() => void flush(), PAUSE_MS)
    } catch (error) {
      if (isConflict(error)) {
        inConflict.current = true
        setState('conflict')
        return
      }
      setState('failed')
      timer.current = setTimeout(() => void flush(), RETRY_MS)
    } finally {
      running.current = false
    }
  }, [])

  const change = (typed: string) => {
    setText(typed)
    latest.current = typed
    if (inConflict.current) return
    setState(typed === kept.current && !running.current ? 'saved' : 'waiting')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void flush(), PAUSE_MS)
  }

  /** Ends a conflict: with what was typed here, or with what the server has. */
  const settle = (choice: 'mine' | 'theirs') => {
    inConflict.current = false
    kept.current = stored
    if (choice === 'theirs') {
      latest.current = stored
      setText(stored)
      setState('saved')
    } else void flush()
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

  return { text, state, change, flush, settle }
}
