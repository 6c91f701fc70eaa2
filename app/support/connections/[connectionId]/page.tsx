import type { Metadata } from 'next'
import { SupportConnectionScreen } from '@/components/support/support-connection-screen'

export const metadata: Metadata = { title: 'Support: connection' }

export default async function SupportConnectionPage(props: {
  params: Promise<{ connectionId: string }>
}) {
  const { connectionId } = await props.params
  return <SupportConnectionScreen key={connectionId} connectionId={connectionId} />
}
