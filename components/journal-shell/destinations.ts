import {
  Cable,
  CalendarDays,
  ChartColumn,
  FileInput,
  LayoutDashboard,
  type LucideIcon,
  Rows3,
} from 'lucide-react'

export type Destination = { to: string; label: string; icon: LucideIcon }

export const DESTINATIONS: Destination[] = [
  { to: '/dashboard', label: 'Dashboard', icon: LayoutDashboard },
  { to: '/trades', label: 'Trades', icon: Rows3 },
  { to: '/calendar', label: 'Calendar', icon: CalendarDays },
  { to: '/reports', label: 'Reports', icon: ChartColumn },
  { to: '/imports', label: 'Imports', icon: FileInput },
  { to: '/connections', label: 'Connections', icon: Cable },
]

/** A phone's bar has room for these; the others are under More. */
export const NEAREST = DESTINATIONS.slice(0, 4)

export function isAt(pathname: string, destination: string): boolean {
  return pathname === destination || pathname.startsWith(`${destination}/`)
}
