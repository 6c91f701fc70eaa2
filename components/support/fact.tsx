import type { ReactNode } from 'react'
import { Missing } from '@/components/format/missing'
import { When } from '@/components/format/when'

/** One fact of a list of them, in a `dl`. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-ink-faint">{label}</dt>
      <dd className="mt-0.5 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  )
}

export function Facts({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 border-y border-rule py-3 text-table sm:grid-cols-3">
      {children}
    </dl>
  )
}

/** An instant, or a dash that says why there is none. */
export function WhenOr({ at, why }: { at: string | null; why: string }) {
  return at ? <When at={at} /> : <Missing why={why} />
}

export function Code({ children }: { children: ReactNode }) {
  return <code className="font-mono text-xs [overflow-wrap:anywhere]">{children}</code>
}
