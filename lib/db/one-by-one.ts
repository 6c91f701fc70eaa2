import type { Transaction } from './client'

/**
 * A transaction has one connection, and its driver is about to refuse a question while another one is
 * being answered. Reads made for pages ask several things at once: here they wait for each other.
 */
export function oneByOne(tx: Transaction): Transaction {
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = (ask: () => unknown) => {
    const answer = last.then(ask)
    last = answer.catch(() => undefined)
    return answer
  }
  /** Questions are functions of the transaction itself, such as $queryRaw, or of a model of it. */
  const waiting = <Target extends object>(target: Target): Target =>
    new Proxy(target, {
      get(of, name) {
        const member: unknown = Reflect.get(of, name)
        if (typeof member === 'function')
          return (...args: unknown[]) => inTurn(() => Reflect.apply(member, of, args))
        return typeof member === 'object' && member !== null ? waiting(member) : member
      },
    })
  return waiting(tx)
}
