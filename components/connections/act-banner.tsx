'use client'

import dynamic from 'next/dynamic'
import { useIncidents } from '@/components/incidents/incidents'
import { useConnections } from './connections'

/** Only who has a link that is not simply well needs the words about it. */
const ActBanners = dynamic(() => import('./act-banners'), { ssr: false })

/**
 * On every page: a link that waits for its trader, with what to press. What the trader cannot help
 * stays on the connection's card, and so does a first attempt that came to nothing. While an incident
 * says that it is not theirs to mend, nobody is asked to.
 */
export function ActBanner() {
  const connections = useConnections().data?.connections ?? []
  const incidents = useIncidents().data?.incidents ?? []
  const troubled = connections.filter(
    ({ state, platform }) =>
      state !== 'healthy' &&
      state !== 'syncing' &&
      !incidents.some((incident) => incident.platform === platform),
  )
  return troubled.length > 0 ? <ActBanners connections={troubled} /> : null
}
