import { type BalanceEntry, inBookingOrder } from './balance-chain'
import type { Dec } from './decimal'

/**
 * Balance versions count the changes of a balance, but where they begin is documented nowhere (Open
 * API notes §6): a few before the oldest one known prove nothing.
 */
const EARLIER_CHANGES_PROVE = 10n
/** Whether it begins with nought or with one, nothing came before this one. */
const NOTHING_CAME_BEFORE = 1n

/**
 * Whether something came before the oldest change of balance the provider offers, although its
 * history was read back to the registration. An account that begins with its first deposit has none.
 *
 * @returns the instant from which on the history is known, or null when it is whole
 */
export function historyLimit(
  entries: BalanceEntry[],
  reported: { balance: Dec | null; at: Date },
): Date | null {
  const [oldest] = inBookingOrder(entries)
  if (!oldest) return reported.balance?.isZero() === false ? reported.at : null
  const opening = oldest.balanceAfter.minus(oldest.change)
  const { version } = oldest
  if (version !== null && version <= NOTHING_CAME_BEFORE) return null
  const hadChanges = version !== null && version > EARLIER_CHANGES_PROVE
  return !opening.isZero() || hadChanges ? oldest.at : null
}
