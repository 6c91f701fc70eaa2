import { z } from 'zod'
import type { Outgoing } from './envelope'
import { reply } from './request-kind'
import type { Session } from './session'

export const eventOrderSchema = z.strictObject({
  kind: z.enum([
    'tokenInvalidated',
    'clientDisconnect',
    'accountDisconnect',
    'spuriousAccountDisconnect',
  ]),
  persona: z.string().optional(),
  accountId: z.int().optional(),
  reason: z.string().max(200).optional(),
})
export type EventOrder = z.output<typeof eventOrderSchema>

interface Listener {
  session: Session
  send(outgoing: Outgoing): void
  disconnect(reason: string): void
}

/**
 * Tells those connected what did not really happen: tokens stay valid, and an account that lost its
 * session may be authorised again at once. `accountIds` absent: everybody is meant.
 */
export function provoke(
  { kind, reason }: EventOrder,
  accountIds: readonly number[] | undefined,
  listeners: Iterable<Listener>,
): { connections: number; accounts: number[] } {
  let connections = 0
  const told = new Set<number>()
  for (const listener of listeners) {
    const { session } = listener
    const accounts = session
      .accountIds()
      .filter((accountId) => accountIds?.includes(accountId) ?? true)
    const isMeant = accounts.length > 0 || (kind === 'clientDisconnect' && accountIds === undefined)
    if (!isMeant) continue
    connections += 1
    for (const accountId of accounts) told.add(accountId)
    switch (kind) {
      case 'clientDisconnect':
        listener.disconnect(reason ?? 'Disconnected by the server')
        break
      case 'tokenInvalidated':
        for (const accountId of accounts) session.endAccount(accountId)
        listener.send(
          reply('ProtoOAAccountsTokenInvalidatedEvent', {
            ctidTraderAccountIds: accounts,
            reason: reason ?? 'Access token was invalidated',
          }),
        )
        break
      case 'accountDisconnect':
      case 'spuriousAccountDisconnect':
        for (const ctidTraderAccountId of accounts) {
          if (kind === 'accountDisconnect') session.endAccount(ctidTraderAccountId)
          listener.send(reply('ProtoOAAccountDisconnectEvent', { ctidTraderAccountId }))
        }
        break
    }
  }
  return { connections, accounts: [...told] }
}
