import type { Metadata } from 'next'
import { TradeScreen } from '@/components/trade/trade-screen'

export const metadata: Metadata = { title: 'Trade' }

export default async function TradePage(props: { params: Promise<{ tradeId: string }> }) {
  const { tradeId } = await props.params
  return <TradeScreen key={tradeId} tradeId={tradeId} />
}
