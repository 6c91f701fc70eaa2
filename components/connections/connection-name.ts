import type { ConnectionView } from '@/lib/domain/views/connection'

export function connectionName({ ctid }: ConnectionView): string {
  return ctid ? `cTrader ID ${ctid}` : 'cTrader'
}
