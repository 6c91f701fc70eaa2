import { describe, expect, test } from 'vitest'
import { hashPassword, passwordMatches, pretendToCheckPassword } from './passwords'

describe('a password', () => {
  test('is stored as argon2id with the recommended cost, salted, and never as itself', async () => {
    const [one, other] = await Promise.all([
      hashPassword('correct horse'),
      hashPassword('correct horse'),
    ])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(one).not.toContain('correct horse')
    expect(one).not.toBe(other)
  })

  test('matches itself and nothing else', async () => {
    const hash = await hashPassword('correct horse')
    expect(await passwordMatches(hash, 'correct horse')).toBe(true)
    expect(await passwordMatches(hash, 'Correct horse')).toBe(false)
    expect(await passwordMatches(hash, '')).toBe(false)
  })

  test('matches however its letters were composed', async () => {
    const hash = await hashPassword('p\u00e4ssw\u00f6rter')
    expect(await passwordMatches(hash, 'pa\u0308sswo\u0308rter')).toBe(true)
  })

  test('of nobody can be checked as well', async () => {
    await expect(pretendToCheckPassword('anything')).resolves.toBeUndefined()
  })
})
