import type { Metadata } from 'next'
import { ConnectionScreen } from '@/components/connections/connection-screen'

export const metadata: Metadata = { title: 'Connection' }

export default async function ConnectionPage(props: { params: Promise<{ connectionId: string }> }) {
  const { connectionId } = await props.params
  return <ConnectionScreen key={connectionId} connectionId={connectionId} />
}
