import type { ConnectionView } from './views/connection'

/** What a connection is called on screens and in mails. */
export function connectionName({ ctid }: Pick<ConnectionView, 'ctid'>): string {
  return ctid ? `cTrader ID ${ctid}` : 'cTrader'
}
