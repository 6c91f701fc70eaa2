/** Requests one connection may have that are not answered yet. */
const MOST_WAITING = 1_000

/**
 * Answers that take their time. Only requests about the same account wait for each other, in the
 * order in which they came; all others are answered meanwhile.
 */
export class AccountLanes {
  readonly #last = new Map<number, Promise<void>>()
  #waiting = 0

  get isFull(): boolean {
    return this.#waiting >= MOST_WAITING
  }

  /** `answer` returns a promise, which must not reject, when the answer is not there at once. */
  enter(accountId: number | undefined, answer: () => Promise<void> | undefined): void {
    const before = accountId === undefined ? undefined : this.#last.get(accountId)
    const answering = before ? before.then(answer) : answer()
    if (!answering) return
    this.#waiting += 1
    if (accountId !== undefined) this.#last.set(accountId, answering)
    void answering.then(() => {
      this.#waiting -= 1
      if (accountId !== undefined && this.#last.get(accountId) === answering) {
        this.#last.delete(accountId)
      }
    })
  }
}
