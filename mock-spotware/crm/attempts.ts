const KEPT_ATTEMPTS = 1_000

/** Work that a button starts: however often it is pressed, it is done once. */
export class Attempts<Result> {
  readonly #byKey = new Map<string, Promise<Result>>()

  /** `isFinal` tells which results the next press of the same button shall get again. */
  once(key: string, work: () => Promise<Result>, isFinal: (result: Result) => boolean) {
    const known = this.#byKey.get(key)
    if (known) return known
    const running = work().then(
      (result) => {
        if (!isFinal(result)) this.#byKey.delete(key)
        return result
      },
      (error: unknown) => {
        this.#byKey.delete(key)
        throw error
      },
    )
    this.#byKey.set(key, running)
    const [oldest] = this.#byKey.keys()
    if (this.#byKey.size > KEPT_ATTEMPTS && oldest !== undefined) this.#byKey.delete(oldest)
    return running
  }
}
