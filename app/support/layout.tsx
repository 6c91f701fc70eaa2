import { notFound } from 'next/navigation'
import { type ReactNode, Suspense } from 'react'
import { JournalShell } from '@/components/journal-shell/journal-shell'
import { findPageActor } from '@/lib/http/find-page-actor'
import { STAFF_ROLES } from '@/lib/support/staff'

/** Pages for staff. For everybody else there is no such page. */
export default async function SupportLayout({ children }: { children: ReactNode }) {
  const actor = await findPageActor()
  if (!actor || !STAFF_ROLES.some((role) => role === actor.role)) notFound()
  return (
    <JournalShell>
      <Suspense>{children}</Suspense>
    </JournalShell>
  )
}
