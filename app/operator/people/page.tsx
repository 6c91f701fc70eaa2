import type { Metadata } from 'next'
import { PeopleScreen } from '@/components/operator/people-screen'

export const metadata: Metadata = { title: 'People and roles' }

export default function PeoplePage() {
  return <PeopleScreen />
}
