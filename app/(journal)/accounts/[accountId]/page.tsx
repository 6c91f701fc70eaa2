import type { Metadata } from 'next'
import { BalanceScreen } from '@/components/balance/balance-screen'

export const metadata: Metadata = { title: 'Balance' }

export default async function AccountPage(props: { params: Promise<{ accountId: string }> }) {
  const { accountId } = await props.params
  return <BalanceScreen key={accountId} accountId={accountId} />
}
