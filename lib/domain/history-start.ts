/** Older than cTrader itself, for accounts whose registration is not told. */
const EARLIEST = new Date('2010-01-01T00:00:00Z')

type HistoryWish = {
  registeredAt: Date | null
  /** null is all there is. */
  historyWantedFrom: Date | null
}

/** Where the history to be fetched begins. cTrader documents the registration as the earliest useful date. */
export function historyStart({ registeredAt, historyWantedFrom }: HistoryWish): Date {
  const earliest = registeredAt ?? EARLIEST
  return historyWantedFrom && historyWantedFrom > earliest ? historyWantedFrom : earliest
}

/** Whether nothing older than what is wanted can exist. */
export function isHistoryWhole(wish: HistoryWish): boolean {
  return (
    historyStart(wish).getTime() === historyStart({ ...wish, historyWantedFrom: null }).getTime()
  )
}

/** Every deal that is wanted is here; what is left of a first sync is what the balances are made of. */
export function isSettling(
  account: HistoryWish & { historyFrom: Date | null; backfilledAt: Date | null },
): boolean {
  const { historyFrom, backfilledAt } = account
  return !backfilledAt && historyFrom !== null && historyFrom <= historyStart(account)
}
