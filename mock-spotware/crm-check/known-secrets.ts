/** Shorter ones would hit ordinary words. */
const SHORTEST = 6

/** Every password and token that was sent or received, to keep them out of what is printed. */
export class KnownSecrets {
  readonly #secrets = new Set<string>()

  add(secret: string): void {
    if (secret.length >= SHORTEST) this.#secrets.add(secret)
  }

  areIn(text: string): boolean {
    return [...this.#secrets].some((secret) => text.includes(secret))
  }

  redact(text: string): string {
    let redacted = text
    for (const secret of this.#secrets) redacted = redacted.replaceAll(secret, '…')
    return redacted
  }
}
