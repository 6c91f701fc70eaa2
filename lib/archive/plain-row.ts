/** A row as JSON: exact numbers as text, instants in UTC, and nothing where there is nothing. */
export function plainRow(
  row: Record<string, unknown>,
  omit: readonly string[] = [],
): Record<string, unknown> {
  const entries = Object.entries(row).filter(
    ([name, value]) => value !== null && value !== undefined && !omit.includes(name),
  )
  return Object.fromEntries(entries.map(([name, value]) => [name, plain(value)]))
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(plain)
  if (isDecimal(value)) return value.toFixed()
  return value
}

function isDecimal(value: unknown): value is { toFixed(): string } {
  return typeof value === 'object' && value !== null && 'toFixed' in value
}
