import { createHash, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'

/** Cheaper than a real CRM could afford, because the mock starts often. */
const COST = { N: 1_024 }
const KEY_LENGTH = 32

export function hashPassword(password: string): string {
  const salt = randomBytes(16)
  return `${salt.toString('base64url')}.${derive(password, salt).toString('base64url')}`
}

export function isPasswordOf(passwordHash: string, password: string): boolean {
  const [salt = '', key = ''] = passwordHash.split('.')
  const expected = Buffer.from(key, 'base64url')
  const actual = derive(password, Buffer.from(salt, 'base64url'))
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}

/** Takes the same time however much of the two is alike. */
export function isSameSecret(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}

function derive(password: string, salt: Buffer): Buffer {
  return scryptSync(password, salt, KEY_LENGTH, COST)
}
