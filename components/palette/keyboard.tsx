'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { tinykeys } from 'tinykeys'
import { DESTINATIONS, SETTINGS } from '@/components/journal-shell/destinations'
import { isMeantForSomethingElse } from '@/components/ui/plain-key'
import { openPalette, openShortcuts, useOpenSheet } from './open-palette'

// Only who opens one needs what it is made of.
const Palette = dynamic(() => import('./palette').then(({ Palette }) => Palette), { ssr: false })
const ShortcutSheet = dynamic(
  () => import('./shortcut-sheet').then(({ ShortcutSheet }) => ShortcutSheet),
  { ssr: false },
)

/** The keys that work on every page of the journal, and what they open. */
export function Keyboard() {
  const router = useRouter()
  const open = useOpenSheet()
  useEffect(() => {
    const onPage = (act: () => void) => (event: KeyboardEvent) => {
      if (isMeantForSomethingElse(event)) return
      event.preventDefault()
      act()
    }
    return tinykeys(window, {
      '$mod+k': (event) => {
        event.preventDefault()
        openPalette()
      },
      '?': onPage(openShortcuts),
      'Shift+?': onPage(openShortcuts),
      ...Object.fromEntries(
        [...DESTINATIONS, SETTINGS].map(({ key, to }) => [
          `g ${key}`,
          onPage(() => router.push(to)),
        ]),
      ),
    })
  }, [router])
  return open === 'palette' ? <Palette /> : open === 'shortcuts' ? <ShortcutSheet /> : null
}
