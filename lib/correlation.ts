import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * One press of a button, or one scheduled step, has one id. What is logged, written and wished for on
 * its way carries it, across processes: that is how a press is followed to the answer of cTrader.
 */
const storage = new AsyncLocalStorage<string>()

/** Runs something, and all that it awaits, under an id. */
export function withCorrelation<Result>(id: string, work: () => Result): Result {
  return storage.run(id, work)
}

/** The id of what is being done at this moment; undefined outside of any. */
export function currentCorrelation(): string | undefined {
  return storage.getStore()
}

/** What people see and say of an id: its beginning. */
export function shortCorrelation(id: string): string {
  return id.slice(0, 8)
}
