import { hashToken } from './token-hash'

const KEPT_ATTEMPTS = 1_000

/** Work that a button starts: however often it is pressed, it is done once. */
export class Attempts<Result> {
  readonly #byName = new Map<string, Promise<Result>>()

  /** `isFinal` tells which results the next press of the same button shall get again. */
  once(name: string, work: () => Promise<Result>, isFinal: (result: Result) => boolean) {
    const known = this.#byName.get(name)
    if (known) return known
    const running = work().then(
      (result) => {
        if (!isFinal(result)) this.#forget(name, running)
        return result
      },
      (error: unknown) => {
        this.#forget(name, running)
        throw error
      },
    )
    this.#byName.set(name, running)
    const [oldest] = this.#byName.keys()
    if (this.#byName.size > KEPT_ATTEMPTS && oldest !== undefined) this.#byName.delete(oldest)
    return running
  }

  clear(): void {
    this.#byName.clear()
  }

  #forget(name: string, running: Promise<Result>): void {
    if (this.#byName.get(name) === running) this.#byName.delete(name)
  }
}

/** Names one attempt together with everything that was sent: with other content it is another. */
export function nameAttempt(...sent: readonly (string | number | undefined)[]): string {
  return hashToken(JSON.stringify(sent))
}
