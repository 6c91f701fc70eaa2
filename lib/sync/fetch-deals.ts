import { ProviderFailure } from '@/lib/ctrader/failure'
import { milliseconds } from '@/lib/ctrader/mapper'
import type { Message } from '@/lib/ctrader/schema'
import { halves, type SyncWindow } from '@/lib/domain/sync-window'

export type AskForDeals = (window: {
  fromTimestamp: bigint
  toTimestamp: bigint
}) => Promise<Message<'DealListRes'>>

/**
 * Every deal of a window, whatever the server does: when it has more than it sends, or finds the
 * window too long, each half is asked for. That needs no belief about the order of deals or about
 * which end is cut off (both are undocumented, Open API notes §9).
 *
 * @throws ProviderFailure WINDOW_TOO_DENSE when one millisecond holds more than the server sends
 */
export async function fetchDeals(
  ask: AskForDeals,
  window: SyncWindow,
): Promise<Message<'DealRecord'>[]> {
  const answer = await askWithin(ask, window)
  if (answer && !answer.hasMore) return answer.deal
  const parts = halves(window)
  if (!parts) throw new ProviderFailure('WINDOW_TOO_DENSE', 'our-fault')
  const newer = await fetchDeals(ask, parts[0])
  const older = await fetchDeals(ask, parts[1])
  return [...newer, ...older]
}

/** @returns null when the server finds the window too long */
async function askWithin(
  ask: AskForDeals,
  { from, to }: SyncWindow,
): Promise<Message<'DealListRes'> | null> {
  try {
    return await ask({ fromTimestamp: milliseconds(from), toTimestamp: milliseconds(to) })
  } catch (error) {
    if (error instanceof ProviderFailure && error.providerCode === 'INCORRECT_BOUNDARIES')
      return null
    throw error
  }
}
