import type { Metadata } from 'next'
import { ReconnectLinkScreen } from '@/components/connections/reconnect-link-screen'

export const metadata: Metadata = { title: 'Reconnect', referrer: 'no-referrer' }

/** A link that support sent. Opening it changes nothing: mail scanners open links, too. */
export default async function ReconnectLinkPage(props: { params: Promise<{ token: string }> }) {
  const { token } = await props.params
  return <ReconnectLinkScreen secret={token} />
}
