'use client'

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { TradeListing } from './trades'

/** As many as can be tagged at once. */
export const MOST_SELECTED = 500

/** Which trades of a list are ticked. Another list begins without any: nothing out of sight is changed by surprise. */
export function useTradeSelection(listing: TradeListing) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(NONE)
  const of = useRef(listing)
  useEffect(() => {
    if (of.current === listing) return
    of.current = listing
    setSelected(NONE)
  }, [listing])
  const toggle = useCallback((tradeId: string) => {
    setSelected((before) => {
      const after = new Set(before)
      if (!after.delete(tradeId) && after.size < MOST_SELECTED) after.add(tradeId)
      return after
    })
  }, [])
  const ids = useMemo(() => [...selected], [selected])
  return {
    ids,
    has: (tradeId: string) => selected.has(tradeId),
    toggle,
    replace: (tradeIds: string[]) => setSelected(new Set(tradeIds.slice(0, MOST_SELECTED))),
    /** Whether there was anything to clear. */
    clear: () => {
      if (selected.size === 0) return false
      setSelected(NONE)
      return true
    },
  }
}

const NONE: ReadonlySet<string> = new Set()
