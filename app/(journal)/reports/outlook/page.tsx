import type { Metadata } from 'next'
import { OutlookScreen } from '@/components/reports/outlook-screen'

export const metadata: Metadata = { title: 'Outlook · Reports' }

export default function OutlookPage() {
  return <OutlookScreen />
}
