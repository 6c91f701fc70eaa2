'use client'

import { useEffect, useSyncExternalStore } from 'react'

export const FIGURE_COLOURS = ['green-red', 'blue-orange'] as const
export type FigureColoursChoice = (typeof FIGURE_COLOURS)[number]

const STORAGE_KEY = 'figure-colours'
const CHANGED = 'figure-colours-changed'

function read(): FigureColoursChoice {
  return localStorage.getItem(STORAGE_KEY) === 'blue-orange' ? 'blue-orange' : 'green-red'
}

export function chooseFigureColours(choice: FigureColoursChoice): void {
  localStorage.setItem(STORAGE_KEY, choice)
  window.dispatchEvent(new Event(CHANGED))
}

export function useFigureColours(): FigureColoursChoice {
  return useSyncExternalStore(
    (onChange) => {
      window.addEventListener(CHANGED, onChange)
      return () => window.removeEventListener(CHANGED, onChange)
    },
    read,
    () => 'green-red',
  )
}

/** Puts the choice on the page; the tokens in `globals.css` do the rest. */
export function FigureColours() {
  const choice = useFigureColours()
  useEffect(() => {
    document.documentElement.dataset.figures = choice
  }, [choice])
  return null
}
