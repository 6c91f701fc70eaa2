import { randomBytes, randomInt } from 'node:crypto'

/** Looks like the tokens in the documents' examples, and was never handed out by anybody. */
export function madeUpToken(): string {
  return randomBytes(21).toString('hex')
}

/** The letters and digits of a real token in another order: of its form, and never handed out. */
export function tokenLike(real: string): string {
  const left = [...real].filter(isLetterOrDigit)
  const another = () => left.splice(randomInt(left.length), 1)[0] ?? ''
  return [...real].map((sign) => (isLetterOrDigit(sign) ? another() : sign)).join('')
}

function isLetterOrDigit(sign: string): boolean {
  return /[a-zA-Z0-9]/.test(sign)
}

/** Looks like no token at all. */
export const SHAPELESS_TOKEN = 'no token: <%{}> \u00e9'
