/** Results up to this far from zero, in the currency of their trade, break even. A decimal string. */
export type BreakEvenView = { within: string }
