import type { Metadata } from 'next'
import { CompareScreen } from '@/components/reports/compare-screen'

export const metadata: Metadata = { title: 'Compare · Reports' }

export default function ComparePage() {
  return <CompareScreen />
}
