import type { ConnectionView } from './connection'

/** A link that support sent, as its connection's owner sees it. */
export type ReconnectLinkView = {
  status: 'open' | 'used' | 'expired'
  expiresAt: string
  connection: ConnectionView
}
