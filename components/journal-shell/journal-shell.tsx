'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect } from 'react'
import { OutageBanner } from '@/components/api/outage-banner'
import { isSignedOut } from '@/components/api/request'
import { ActBanner } from '@/components/connections/act-banner'
import { TimeZoneProvider } from '@/components/format/time-zone'
import { signInPath } from '@/components/identity/return-path'
import { useSession } from '@/components/identity/session'
import { IncidentBanner } from '@/components/incidents/incident-banner'
import { LookInBanner } from '@/components/look-in/look-in-banner'
import { Keyboard } from '@/components/palette/keyboard'
import { Loading } from '@/components/ui/skeleton'
import { BottomBar } from './bottom-bar'
import { Rail } from './rail'

/**
 * The frame of every page in the journal. Who may see what is decided by the API; this only
 * waits until it knows who is here, so that no page shows itself to somebody signed out.
 */
export function JournalShell({ children }: { children: ReactNode }) {
  const router = useRouter()
  const session = useSession()
  const signedOut = isSignedOut(session.error)
  useEffect(() => {
    if (!signedOut) return
    router.replace(signInPath(window.location.pathname + window.location.search))
  }, [signedOut, router])

  return (
    <div className="min-h-dvh">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-surface px-3 py-2 font-medium shadow-raised focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <Rail />
      <main
        id="content"
        tabIndex={-1}
        className="pb-24 outline-none md:pb-12 md:pl-14 xl:pl-[220px] print:p-0!"
      >
        <div className="mx-auto max-w-[1440px] px-4 pt-5 md:px-8 md:pt-7 print:p-0">
          <OutageBanner />
          {session.data && !signedOut ? (
            <TimeZoneProvider timeZone={session.data.user.timeZone}>
              <LookInBanner />
              <IncidentBanner />
              <ActBanner />
              {children}
            </TimeZoneProvider>
          ) : (
            <Loading what="your journal" />
          )}
        </div>
      </main>
      <BottomBar />
      {session.data && !signedOut ? <Keyboard /> : null}
    </div>
  )
}
