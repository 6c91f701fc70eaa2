import type { Metadata } from 'next'
import { DisciplineScreen } from '@/components/reports/discipline-screen'

export const metadata: Metadata = { title: 'Discipline · Reports' }

export default function DisciplinePage() {
  return <DisciplineScreen />
}
