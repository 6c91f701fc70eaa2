import type { LucideIcon } from 'lucide-react'

/** One line of the palette: it leads somewhere, or does something. `id` is its own among all lines. */
export type PaletteEntry = { id: string; label: string; hint?: string; icon: LucideIcon } & (
  | { to: string }
  | { act: () => void }
)
