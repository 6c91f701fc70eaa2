import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * What the form of a page carries that was made for whoever holds a long-term token, while nobody
 * is signed in.
 */
export class FormTokens {
  readonly #key = randomBytes(32)

  of(accessToken: string): string {
    return this.#sign(accessToken).toString('base64url')
  }

  isOf(accessToken: string, formToken: string): boolean {
    const given = Buffer.from(formToken, 'base64url')
    const expected = this.#sign(accessToken)
    return given.length === expected.length && timingSafeEqual(given, expected)
  }

  #sign(accessToken: string): Buffer {
    return createHmac('sha256', this.#key).update(accessToken).digest()
  }
}
