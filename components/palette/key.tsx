import type { ReactNode } from 'react'

/** A key as it is printed on the keyboard. */
export function Key({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded border border-rule bg-sunken px-1 font-sans text-[11px] text-ink-soft">
      {children}
    </kbd>
  )
}
