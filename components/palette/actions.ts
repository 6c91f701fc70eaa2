'use client'

import { Cable, Eye, FileUp, Keyboard, LogOut, Moon, Printer, Sun } from 'lucide-react'
import { useTheme } from 'next-themes'
import { hideMoney, useHiddenMoney } from '@/components/format/hidden-money'
import { useSignOut } from '@/components/identity/sign-out'
import { openShortcuts } from './open-palette'
import type { PaletteEntry } from './palette-entry'

/** What can be done from anywhere. */
export function useActions(): PaletteEntry[] {
  const { resolvedTheme, setTheme } = useTheme()
  const { signOut } = useSignOut()
  const hidden = useHiddenMoney()
  const other = resolvedTheme === 'dark' ? 'light' : 'dark'
  return [
    { id: 'upload', label: 'Upload a file', icon: FileUp, to: '/imports/new' },
    { id: 'link', label: 'Connect cTrader', icon: Cable, to: '/connections/new' },
    {
      id: 'money',
      label: hidden ? 'Show money' : 'Hide money',
      icon: Eye,
      act: () => hideMoney(!hidden),
    },
    {
      id: 'theme',
      label: other === 'dark' ? 'Dark theme' : 'Light theme',
      icon: other === 'dark' ? Moon : Sun,
      act: () => setTheme(other),
    },
    { id: 'print', label: 'Print this page', icon: Printer, act: printSoon },
    { id: 'keys', label: 'Keys', hint: '?', icon: Keyboard, act: openShortcuts },
    { id: 'sign-out', label: 'Sign out', icon: LogOut, act: signOut },
  ]
}

/** The palette must be gone from the page first. */
function printSoon(): void {
  requestAnimationFrame(() => requestAnimationFrame(() => window.print()))
}
