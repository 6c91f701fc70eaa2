import type { SyncWindow } from '@/lib/domain/sync-window'
import type { Providers } from './providers'
import { type FetchedWindow, fetchWindow, type SyncStep } from './sync-step'

// While a window of a first sync is written to the ledger, the next older one is already asked for;
// otherwise a place of the request budget would stand empty at every write. What is read ahead is
// kept in memory until its own step commits it, so commits keep their order and a crash loses only
// an answer that is asked for again.

/** An answer that waited longer is asked for again: deals can change meanwhile. */
const FRESH_MS = 60_000

type ReadAhead = { window: SyncWindow; fetched: Promise<FetchedWindow>; askedAt: number }

/** By account. It ends with the slot's sockets. */
const windowsOfSlot = new WeakMap<Providers, Map<string, ReadAhead>>()

function windowsAhead({ context: { providers } }: SyncStep): Map<string, ReadAhead> {
  const known = windowsOfSlot.get(providers)
  if (known) return known
  const begun = new Map<string, ReadAhead>()
  windowsOfSlot.set(providers, begun)
  return begun
}

/** The window's deals, which the step before may have asked for. */
export function takeWindow(step: SyncStep, window: SyncWindow): Promise<FetchedWindow> {
  const ahead = windowsAhead(step)
  const found = ahead.get(step.account.id)
  ahead.delete(step.account.id)
  return found && isSame(found.window, window) && isFresh(step, found)
    ? found.fetched
    : fetchWindow(step, window)
}

/** Asks for the window that the account's next step will take. */
export function readAhead(step: SyncStep, window: SyncWindow): void {
  const ahead = windowsAhead(step)
  for (const [accountId, each] of ahead) if (!isFresh(step, each)) ahead.delete(accountId)
  const fetched = fetchWindow(step, window)
  // A failure is the next step's, if there is one.
  fetched.catch(() => undefined)
  ahead.set(step.account.id, { window, fetched, askedAt: step.context.clock.now().getTime() })
}

function isSame(a: SyncWindow, b: SyncWindow): boolean {
  return a.from.getTime() === b.from.getTime() && a.to.getTime() === b.to.getTime()
}

function isFresh({ context }: SyncStep, { askedAt }: ReadAhead): boolean {
  return context.clock.now().getTime() - askedAt < FRESH_MS
}
