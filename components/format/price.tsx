import { formatDecimal } from './decimal'

/** A price with the symbol's own number of digits. */
export function Price({ value, digits }: { value: string; digits: number }) {
  return <span className="tabular-nums">{formatDecimal(value, { digits, maxDigits: 10 })}</span>
}
