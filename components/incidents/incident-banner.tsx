'use client'

import { When } from '@/components/format/when'
import { Notice } from '@/components/ui/notice'
import { useIncidents } from './incidents'

/** One calm word for everybody who is met by the same trouble; there is nothing for them to do. */
export function IncidentBanner() {
  const incidents = useIncidents().data?.incidents ?? []
  return incidents.map(({ id, platformName, openedAt }) => (
    <Notice
      key={id}
      tone="waiting"
      role="status"
      className="mb-6"
      title={`Trouble with ${platformName}, not only for you`}
    >
      Known since <When at={openedAt} as="short" /> and being worked on. New trades may come later;
      none is lost, and you need not reconnect. This goes away by itself.
    </Notice>
  ))
}
