import { randomBytes } from 'node:crypto'

/** 43 base64url characters, like the tokens of the real service. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}
