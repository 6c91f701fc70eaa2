/** An amount of money as people type it, in hundredths; undefined when it is none. */
export function parseAmount(text: string): bigint | undefined {
  const match = /^(-?)(\d{1,12})(?:[.,](\d{1,2}))?$/.exec(text.trim())
  if (!match) return undefined
  const [, sign, whole = '', fraction = ''] = match
  const hundredths = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'))
  return sign === '-' ? -hundredths : hundredths
}

export function formatAmount(hundredths: bigint): string {
  const digits = String(hundredths < 0n ? -hundredths : hundredths).padStart(3, '0')
  return `${hundredths < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
