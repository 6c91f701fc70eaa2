'use client'

import { createContext } from 'react'
import type { TradeListing } from '@/components/trades/trades'

/** The list that is shown now, for the panel that can save it; worth it when something was chosen. */
export const PresentFilter = createContext<{
  listing: TradeListing
  worthSaving: boolean
} | null>(null)
