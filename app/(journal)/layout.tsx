import { type ReactNode, Suspense } from 'react'
import { JournalShell } from '@/components/journal-shell/journal-shell'

export default function JournalLayout({ children }: { children: ReactNode }) {
  return (
    <JournalShell>
      {/* The filters live in the URL, which the server does not know while it prerenders. */}
      <Suspense>{children}</Suspense>
    </JournalShell>
  )
}
