/** What a symbol's numbers mean. null where the provider does not say (archived symbols). */
export type SymbolFacts = {
  name: string
  /** Decimal places of a price. */
  digits: number | null
  /** Decimal place of one pip: pip = 10^-pipPosition. */
  pipPosition: number | null
  /** Volume of one lot in cents of a unit. */
  lotSize: bigint | null
}
