'use client'

import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { isMeantForSomethingElse } from '@/components/ui/plain-key'

const STEPS: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }

/** What keys do to the row they are on. */
export type RowKeys = {
  open: (index: number) => void
  toggle: (index: number) => void
  /** null where notes are not written. */
  note: ((index: number) => void) | null
  /** Takes back what is selected; false when nothing is. */
  clear: () => boolean
}

/**
 * Moves through the rows of a table by keyboard. One row can be reached by Tab, and j, k, the arrows,
 * Home and End go on from it; j and k come to the table from anywhere on the page where nothing is typed.
 */
export function useRowKeys(input: {
  count: number
  /** Where to begin when no row had the focus yet. */
  firstInSight: number
  scrollTo: (index: number) => void
  frame: React.RefObject<HTMLElement | null>
  fromAnywhere: boolean
  keys: RowKeys
  /** The row the focus is or was on. */
  current: number | null
  setCurrent: (index: number | null) => void
}) {
  const { count, frame, keys, current, setCurrent, scrollTo } = input
  const wanted = useRef<number | null>(null)
  const [moves, setMoves] = useState(0)

  const goTo = (index: number) => {
    const target = Math.max(0, Math.min(count - 1, index))
    wanted.current = target
    setCurrent(target)
    setMoves((count) => count + 1)
    scrollTo(target)
  }
  const step = (by: number) => goTo(current === null ? input.firstInSight : current + by)

  // biome-ignore lint/correctness/useExhaustiveDependencies: every move looks for its row once it is drawn
  useEffect(() => {
    const target = wanted.current
    if (target === null) return
    wanted.current = null
    frame.current
      ?.querySelector<HTMLElement>(`[data-index="${target}"]`)
      ?.focus({ preventScroll: true })
  }, [moves, frame])

  const latest = useRef(step)
  latest.current = step
  const { fromAnywhere } = input
  useEffect(() => {
    if (!fromAnywhere) return
    const press = (event: globalThis.KeyboardEvent) => {
      if (isMeantForSomethingElse(event) || (event.key !== 'j' && event.key !== 'k')) return
      event.preventDefault()
      latest.current(event.key === 'j' ? 1 : -1)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [fromAnywhere])

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.defaultPrevented || hasModifier(event)) return
    if (event.key === 'Escape') {
      if (!keys.clear()) return
      event.preventDefault()
      event.stopPropagation()
      return
    }
    const row = event.target instanceof Element ? event.target.closest('[data-index]') : null
    const index = row ? Number(row.getAttribute('data-index')) : null
    const by = STEPS[event.key]
    if (by !== undefined && (index !== null || !event.key.startsWith('Arrow'))) step(by)
    else if (index === null || event.target !== row) return
    else if (event.key === 'Home') goTo(0)
    else if (event.key === 'End') goTo(count - 1)
    else if (event.key === 'Enter') keys.open(index)
    else if (event.key === 'x') keys.toggle(index)
    else if (event.key === 'n' && keys.note) keys.note(index)
    else return
    event.preventDefault()
  }
  const onFocus = (event: React.FocusEvent<HTMLElement>) => {
    const row = event.target.closest('[data-index]')
    if (row) setCurrent(Number(row.getAttribute('data-index')))
  }
  return { onKeyDown, onFocus }
}

function hasModifier(event: { ctrlKey: boolean; metaKey: boolean; altKey: boolean }): boolean {
  return event.ctrlKey || event.metaKey || event.altKey
}
