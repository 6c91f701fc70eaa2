import type { Metadata } from 'next'
import { LookInBalance } from '@/components/support/look-in/look-in-balance'

export const metadata: Metadata = { title: 'Look-in: balance' }

export default async function LookInBalancePage(props: {
  params: Promise<{ lookInId: string; accountId: string }>
}) {
  return <LookInBalance {...(await props.params)} />
}
