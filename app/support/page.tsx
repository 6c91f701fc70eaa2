import type { Metadata } from 'next'
import { SupportSearchScreen } from '@/components/support/support-search-screen'

export const metadata: Metadata = { title: 'Support' }

export default function SupportPage() {
  return <SupportSearchScreen />
}
