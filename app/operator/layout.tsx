import { notFound } from 'next/navigation'
import { type ReactNode, Suspense } from 'react'
import { JournalShell } from '@/components/journal-shell/journal-shell'
import { OperatorTabs } from '@/components/operator/operator-tabs'
import { findPageActor } from '@/lib/http/find-page-actor'

/** Pages for whoever runs this Tallybook. For everybody else there is no such page. */
export default async function OperatorLayout({ children }: { children: ReactNode }) {
  const actor = await findPageActor()
  if (actor?.role !== 'ADMIN') notFound()
  return (
    <JournalShell>
      <OperatorTabs />
      <Suspense>{children}</Suspense>
    </JournalShell>
  )
}
