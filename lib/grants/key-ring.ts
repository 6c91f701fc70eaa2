import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Keys of TOKEN_KEYS; the first one seals, all of them open. */
export type KeyRing = readonly { id: string; key: Buffer }[]

/** Something sealed could not be opened: another key, another row, or damage. Never falls back to plain text. */
export class VaultError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'VaultError'
  }
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * AES-256-GCM with a fresh nonce: nonce, tag, ciphertext.
 * @param boundTo names the row and field, so that a ciphertext moved elsewhere does not open
 */
export function seal(key: Buffer, plain: Buffer, boundTo: string): Buffer<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(boundTo))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** @throws VaultError */
export function open(key: Buffer, sealed: Uint8Array, boundTo: string): Buffer {
  const bytes = Buffer.from(sealed)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
    decipher.setAAD(Buffer.from(boundTo))
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
    return Buffer.concat([
      decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
      decipher.final(),
    ])
  } catch {
    throw new VaultError('A sealed token could not be opened.')
  }
}

export function sealingKey(ring: KeyRing) {
  const first = ring[0]
  if (!first) throw new VaultError('There is no key to seal with.')
  return first
}

export function keyById(ring: KeyRing, id: string): Buffer {
  const found = ring.find((entry) => entry.id === id)
  if (!found) throw new VaultError('The key that sealed this token is not in TOKEN_KEYS.')
  return found.key
}
