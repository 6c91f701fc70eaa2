import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyById, open, seal, sealingKey, VaultError } from './key-ring'

const KEY = randomBytes(32)
const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array))

describe('what is sealed', () => {
  test('opens with its key and binding, and is not the plain text', () => {
    fc.assert(
      fc.property(bytes, fc.string(), (plain, boundTo) => {
        const sealed = seal(KEY, plain, boundTo)
        expect(open(KEY, sealed, boundTo)).toEqual(plain)
        if (plain.length >= 8) expect(sealed.includes(plain)).toBe(false)
      }),
    )
  })

  test('is different every time', () => {
    expect(seal(KEY, Buffer.from('token'), 'x')).not.toEqual(seal(KEY, Buffer.from('token'), 'x'))
  })

  test('does not open when one bit of it has changed, wherever that is', () => {
    const sealed = seal(KEY, Buffer.from('a token'), 'grant:1')
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const damaged = Buffer.from(sealed)
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => open(KEY, damaged, 'grant:1')).toThrow(VaultError)
    }
  })

  test('does not open when it is cut short', () => {
    const sealed = seal(KEY, Buffer.from('a token'), 'grant:1')
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => open(KEY, sealed.subarray(0, length), 'grant:1')).toThrow(VaultError)
  })

  test('does not open elsewhere or with another key, and the refusal does not quote it', () => {
    const sealed = seal(KEY, Buffer.from('a token'), 'grant:1:accessToken')
    expect(() => open(KEY, sealed, 'grant:2:accessToken')).toThrow(VaultError)
    expect(() => open(KEY, sealed, 'grant:1:refreshToken')).toThrow(VaultError)
    expect(() => open(randomBytes(32), sealed, 'grant:1:accessToken')).toThrow(
      new VaultError('A sealed token could not be opened.'),
    )
  })
})

describe('a ring of keys', () => {
  const ring = [
    { id: 'new', key: randomBytes(32) },
    { id: 'old', key: randomBytes(32) },
  ]

  test('seals with the first key and finds every key by its id', () => {
    expect(sealingKey(ring)).toBe(ring[0])
    for (const { id, key } of ring) expect(keyById(ring, id)).toBe(key)
  })

  test('fails closed without the key that is needed', () => {
    expect(() => keyById(ring, 'gone')).toThrow(VaultError)
    expect(() => sealingKey([])).toThrow(VaultError)
  })
})
