import type { ReactNode } from 'react'

/** A page that only has something to say. */
export function MessagePage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mx-auto flex min-h-[60dvh] max-w-md flex-col items-center justify-center px-6 text-center">
      <h1 className="text-title font-semibold tracking-tight">{title}</h1>
      <div className="mt-2 text-ink-soft">{children}</div>
    </div>
  )
}
