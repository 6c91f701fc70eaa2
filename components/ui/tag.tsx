import type { ReactNode } from 'react'

/** A small word beside a name: "Live", "Demo", "File". */
export function Tag({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex h-5 items-center rounded border border-rule-strong px-1.5 text-xs text-ink-soft">
      {children}
    </span>
  )
}
