import type { Metadata } from 'next'
import { NewConnectionScreen } from '@/components/connections/new-connection-screen'

export const metadata: Metadata = { title: 'Add connection' }

export default function NewConnectionPage() {
  return <NewConnectionScreen />
}
