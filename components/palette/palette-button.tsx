'use client'

import { Search } from 'lucide-react'
import { cn } from '@/components/ui/class-names'
import { Tooltip } from '@/components/ui/tooltip'
import { Key } from './key'
import { useModifierName } from './modifier-name'
import { openPalette } from './open-palette'

/** The way to the palette for who does not know its keys, which it tells. */
export function PaletteButton({ className }: { className?: string }) {
  const modifier = useModifierName()
  return (
    <Tooltip text="Go to…" className="xl:hidden">
      <button
        type="button"
        onClick={openPalette}
        aria-keyshortcuts="Control+K Meta+K"
        className={cn(
          'flex h-9 w-full items-center gap-3 rounded-md px-2.5 text-ink-soft hover:bg-hover hover:text-ink touch:h-11 xl:border xl:border-rule xl:bg-surface',
          className,
        )}
      >
        <Search aria-hidden className="size-[18px] shrink-0 xl:size-4" />
        <span className="sr-only xl:not-sr-only">Go to…</span>
        <span aria-hidden className="ml-auto hidden gap-1 xl:flex">
          <Key>{modifier}</Key>
          <Key>K</Key>
        </span>
      </button>
    </Tooltip>
  )
}
