import type { Metadata } from 'next'
import { LookInTrade } from '@/components/support/look-in/look-in-trade'

export const metadata: Metadata = { title: 'Look-in: trade' }

export default async function LookInTradePage(props: {
  params: Promise<{ lookInId: string; tradeId: string }>
}) {
  return <LookInTrade {...(await props.params)} />
}
