import type { Field } from './fields'

export type SectionTitle = 'deals' | 'positions' | 'orders' | 'summary' | 'transactions'

/**
 * Everything an export says in one language. Words are written as `comparable` makes them: lower
 * case, no accents, headers without their bracketed qualifier and without the currency.
 */
export type Language = {
  name: string
  headers: Readonly<Partial<Record<Field, readonly string[]>>>
  sections: Readonly<Partial<Record<SectionTitle, readonly string[]>>>
  totals: readonly string[]
  buy: readonly string[]
  sell: readonly string[]
  lots: readonly string[]
  /** Beginnings of the names of the months, January first. */
  months: readonly string[]
  /** Labels above a statement's tables. */
  labels: Readonly<Partial<Record<'account' | 'currency' | 'broker', readonly string[]>>>
}

/** One spelling for words that are to be compared. */
export function comparable(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
}
