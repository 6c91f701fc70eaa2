import type { Metadata } from 'next'
import { CostsScreen } from '@/components/reports/costs-screen'

export const metadata: Metadata = { title: 'Costs · Reports' }

export default function CostsPage() {
  return <CostsScreen />
}
