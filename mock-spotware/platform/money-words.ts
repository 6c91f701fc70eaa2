import { absolute, formatMoney } from '@/mock-spotware/accounts/money'

/** 123456789n with 2 digits is "1,234,567.89", and below zero "−15.00". */
export function groupedMoney(minorUnits: bigint, digits: number): string {
  const [whole = '', decimals] = formatMoney(absolute(minorUnits), digits).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const sign = minorUnits < 0n ? '−' : ''
  return `${sign}${grouped}${decimals === undefined ? '' : `.${decimals}`}`
}

/** The same with a sign whenever it is not zero. */
export function signedMoney(minorUnits: bigint, digits: number): string {
  return `${minorUnits > 0n ? '+' : ''}${groupedMoney(minorUnits, digits)}`
}
