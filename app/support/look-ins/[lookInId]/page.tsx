import type { Metadata } from 'next'
import { LookInJournal } from '@/components/support/look-in/look-in-journal'

export const metadata: Metadata = { title: 'Look-in' }

export default async function LookInPage(props: { params: Promise<{ lookInId: string }> }) {
  const { lookInId } = await props.params
  return <LookInJournal key={lookInId} lookInId={lookInId} />
}
