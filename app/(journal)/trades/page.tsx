import type { Metadata } from 'next'
import { TradesScreen } from '@/components/trades/trades-screen'

export const metadata: Metadata = { title: 'Trades' }

export default function TradesPage() {
  return <TradesScreen />
}
