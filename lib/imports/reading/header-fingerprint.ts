import { createHash } from 'node:crypto'
import { comparable } from './headers/language'
import type { HeaderCell } from './read-header'

/** Equal for files whose headers are the same words in the same order. */
export function headerFingerprint(headers: readonly HeaderCell[]): string {
  const words = headers.map(({ header }) => comparable(header))
  return createHash('sha256')
    .update(['columns-1', ...words].join('\n'))
    .digest('hex')
    .slice(0, 32)
}
