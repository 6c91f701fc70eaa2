'use client'

import { Bookmark } from 'lucide-react'
import { lazy } from 'react'
import type { TradeListing } from '@/components/trades/trades'
import { buttonStyle } from '@/components/ui/button'
import { MenuButton } from '@/components/ui/menu-button'
import { PresentFilter } from './present-filter'

const SavedFiltersPanel = lazy(() => import('./saved-filters-panel'))

/** Filters of the list of trades under names of the trader's own. */
export function SavedFiltersButton(props: { listing: TradeListing; worthSaving: boolean }) {
  return (
    <PresentFilter value={props}>
      <MenuButton kind="dialog" opens={SavedFiltersPanel} className={buttonStyle()}>
        <Bookmark aria-hidden />
        Filters
      </MenuButton>
    </PresentFilter>
  )
}
