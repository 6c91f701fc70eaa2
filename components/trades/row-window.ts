'use client'

import {
  defaultRangeExtractor,
  type Range,
  useVirtualizer,
  useWindowVirtualizer,
  type VirtualItem,
} from '@tanstack/react-virtual'
import { type RefObject, useCallback, useLayoutEffect, useState } from 'react'

/** A browser can lay out no taller an element than some seventeen million pixels. */
export const MOST_ROWS = 350_000

const AROUND = 8

export type RowWindow = {
  /** Rows to draw, from top to bottom; `gap` is the empty height before each. */
  items: { index: number; gap: number }[]
  /** The empty height after the last one. */
  gapBelow: number
  /** What is in sight. */
  first: number
  last: number
  scrollTo: (index: number) => void
}

/**
 * Which rows of a long table are to be drawn. From tablets on the table scrolls in a frame of its own; on
 * a phone the page does. The row that has the focus is drawn wherever it is.
 */
export function useRowWindow(input: {
  count: number
  rowHeight: number
  /** Rows that stand still at the bottom of the frame. */
  totals: number
  frame: RefObject<HTMLElement | null>
  byPage: boolean
  focused: number | null
}): RowWindow {
  const { count, rowHeight, frame, byPage, focused } = input
  const [above, setAbove] = useState(0)
  useLayoutEffect(() => {
    const top = frame.current?.getBoundingClientRect().top
    if (byPage && top !== undefined) setAbove(Math.round(top + window.scrollY))
  })
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range)
      if (focused === null || focused >= range.count || indexes.includes(focused)) return indexes
      return [...indexes, focused].sort((a, b) => a - b)
    },
    [focused],
  )
  const shared = { count, estimateSize: () => rowHeight, overscan: AROUND, rangeExtractor }
  const inFrame = useVirtualizer<HTMLElement, HTMLElement>({
    ...shared,
    enabled: !byPage,
    getScrollElement: () => frame.current,
    paddingStart: rowHeight,
    scrollPaddingStart: rowHeight,
    scrollPaddingEnd: rowHeight * input.totals,
  })
  const inPage = useWindowVirtualizer<HTMLElement>({
    ...shared,
    enabled: byPage,
    scrollMargin: above + rowHeight,
    scrollPaddingEnd: BOTTOM_BAR,
  })
  const virtual = byPage ? inPage : inFrame
  const top = byPage ? above + rowHeight : rowHeight
  const drawn = virtual.getVirtualItems()
  const range = virtual.range
  const bottom = top + count * rowHeight
  return {
    items: drawn.map(({ index, start }, place) => ({
      index,
      gap: start - endOf(drawn[place - 1], top),
    })),
    gapBelow: bottom - endOf(drawn.at(-1), top),
    first: range?.startIndex ?? 0,
    last: range?.endIndex ?? 0,
    scrollTo: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
  }
}

/** The navigation of a phone covers the end of the page. */
const BOTTOM_BAR = 72

function endOf(item: VirtualItem | undefined, top: number): number {
  return item?.end ?? top
}
