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
  const format = formatOf(digits, Math.max(digits, options.maxDigits ?? digits), options.signed)
  return format.format(decimal as Intl.StringNumericLiteral).replace('-', MINUS)
}

/** Making a format takes a hundred times as long as using it, and a list uses hundreds. */
const FORMATS = new Map<string, Intl.NumberFormat>()

function formatOf(digits: number, maxDigits: number, signed = false): Intl.NumberFormat {
  const key = `${digits} ${maxDigits} ${signed}`
  const made = FORMATS.get(key)
  if (made) return made
  const format = new Intl.NumberFormat(LOCALE, {
    minimumFractionDigits: digits,
    maximumFractionDigits: maxDigits,
    signDisplay: signed ? 'exceptZero' : 'negative',
  })
  FORMATS.set(key, format)
  return format
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
