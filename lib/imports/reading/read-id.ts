const LARGEST_ID = 2n ** 63n - 1n

/** `DID900000101` or `900000101` → 900000101n. Null when it is no id. */
export function readId(cell: string, prefix: 'DID' | 'PID'): bigint | null {
  const text = cell.trim()
  const digits = text.toUpperCase().startsWith(prefix) ? text.slice(prefix.length).trim() : text
  if (!/^\d{1,19}$/.test(digits)) return null
  const id = BigInt(digits)
  return id > 0n && id <= LARGEST_ID ? id : null
}
