import type { Metadata } from 'next'
import { ChanceScreen } from '@/components/reports/chance-screen'

export const metadata: Metadata = { title: 'Chance · Reports' }

export default function ChancePage() {
  return <ChanceScreen />
}
