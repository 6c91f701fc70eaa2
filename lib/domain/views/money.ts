/**
 * An amount as it travels to the browser: a decimal string, never a binary float,
 * always beside its currency and the number of decimals that currency is shown with.
 */
export type MoneyView = { amount: string; currency: string; digits: number }
