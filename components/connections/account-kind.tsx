import { Tag } from '@/components/ui/tag'
import type { AccountView } from '@/lib/domain/views/account'

export function AccountKind({ account }: { account: AccountView }) {
  if (account.simulated) return <Tag>Simulated</Tag>
  if (account.source === 'file') return <Tag>File</Tag>
  if (account.environment === null) return null
  return <Tag>{account.environment === 'live' ? 'Live' : 'Demo'}</Tag>
}
