const LOCALE = 'en-GB'
const MINUS = '\u2212'

export type Sign = 'profit' | 'loss' | 'zero'

/** Reads the sign off a decimal string without turning it into a binary float. */
export function signOf(decimal: string): Sign {
  if (!/[1-9]/.test(decimal)) return 'zero'
  return decimal.startsWith('-') ? 'loss' : 'profit'
}

/**
 * Groups and rounds a decimal string exactly: Intl takes the digits as text, so no amount
 * ever passes through a binary float.
 */
export function formatDecimal(
  decimal: string,
  options: { digits?: number; maxDigits?: number; signed?: boolean } = {},
): string {
  const digits = options.digits ?? 0
  const formatted = new Intl.NumberFormat(LOCALE, {
    minimumFractionDigits: digits,
    maximumFractionDigits: Math.max(digits, options.maxDigits ?? digits),
    signDisplay: options.signed ? 'exceptZero' : 'negative',
  }).format(decimal as Intl.StringNumericLiteral)
  return formatted.replace('-', MINUS)
}

/** "+1.2K", "−340": three digits at most, for marks too small for all of them. */
export function formatShort(decimal: string): string {
  return new Intl.NumberFormat(LOCALE, {
    notation: 'compact',
    maximumSignificantDigits: 3,
    signDisplay: 'exceptZero',
  })
    .format(decimal as Intl.StringNumericLiteral)
    .replace('-', MINUS)
}

/** How many digits a decimal string gives after its point, to show it as it was given. */
export function fractionDigits(decimal: string): number {
  return decimal.split('.')[1]?.length ?? 0
}

export function formatCount(count: number): string {
  return formatDecimal(String(count))
}

/** "1 trade", "1,204 trades". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}
