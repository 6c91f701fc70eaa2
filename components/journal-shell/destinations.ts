import {
  Cable,
  CalendarDays,
  ChartColumn,
  FileInput,
  LayoutDashboard,
  type LucideIcon,
  Rows3,
  Settings,
} from 'lucide-react'

/** `key`: after g, the way there by keyboard. */
export type Destination = { to: string; label: string; icon: LucideIcon; key: string }

export const DESTINATIONS: Destination[] = [
  { to: '/dashboard', label: 'Dashboard', icon: LayoutDashboard, key: 'd' },
  { to: '/trades', label: 'Trades', icon: Rows3, key: 't' },
  { to: '/calendar', label: 'Calendar', icon: CalendarDays, key: 'c' },
  { to: '/reports', label: 'Reports', icon: ChartColumn, key: 'r' },
  { to: '/imports', label: 'Imports', icon: FileInput, key: 'i' },
  { to: '/connections', label: 'Connections', icon: Cable, key: 'n' },
]

export const SETTINGS: Destination = {
  to: '/settings',
  label: 'Settings',
  icon: Settings,
  key: 's',
}

/** A phone's bar has room for these; the others are under More. */
export const NEAREST = DESTINATIONS.slice(0, 4)

export function isAt(pathname: string, destination: string): boolean {
  return pathname === destination || pathname.startsWith(`${destination}/`)
}
