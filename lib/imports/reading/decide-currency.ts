import type { HeaderCell } from './read-header'
import type { Assumption, CurrencyMismatch, ImportChoices } from './types'

export type CurrencyDecision = {
  currency: string | null
  assumption: Assumption
  mismatch: CurrencyMismatch | null
}

/** What the file says about its money beside the header of net. */
export type CurrencyHints = {
  /** The codes a currency column holds. */
  inColumn: ReadonlySet<string> | null
  /** `Currency: EUR` above the tables. */
  above: string | null
}

/** The currency of the net column: from its header, narrowed by the other headers and the account. */
export function decideCurrency(
  net: HeaderCell,
  headers: readonly HeaderCell[],
  hints: CurrencyHints,
  choices: ImportChoices,
): CurrencyDecision {
  const ofChoice = choices.accountCurrency?.trim().toUpperCase()
  const account = ofChoice || currencyOfBalance(headers) || hints.above
  const codes = [...(hints.inColumn ?? [])].filter((code) => /^[A-Z]{3,4}$/.test(code))
  const [code] = account && codes.includes(account) ? [account] : codes
  if (code) {
    const evidence =
      codes.length === 1
        ? 'from the currency column'
        : 'the currency column holds several; rows in another one are left out'
    const assumption = describe(code, evidence, codes.length === 1, false)
    return { currency: code, assumption, mismatch: mismatchOf(code, account) }
  }
  if (!net.mark && hints.above) {
    const evidence = 'from the line above the table that names the currency of the account'
    const assumption = describe(hints.above, evidence, true, false)
    return { currency: hints.above, assumption, mismatch: mismatchOf(hints.above, account) }
  }
  const { mark } = net
  if (!mark) {
    const evidence = account
      ? 'not in the file; taken from the account'
      : 'the file names no currency and the account has none yet'
    const certain = false
    const assumption = describe(account ?? '', evidence, certain, !account)
    return { currency: account, assumption, mismatch: null }
  }
  const { currency, evidence, certain } = narrow(net, account)
  const alternatives = certain ? [] : mark.candidates.filter((code) => code !== currency)
  return {
    currency,
    assumption: describe(currency, evidence, certain, false, alternatives),
    mismatch: mismatchOf(currency, account),
  }
}

/** `Balance …` is always in the currency of the account. */
function currencyOfBalance(headers: readonly HeaderCell[]): string | null {
  const balances = headers.filter(({ field }) => field === 'balance')
  const candidates = balances.length === 1 ? (balances[0]?.mark?.candidates ?? []) : []
  return candidates.length === 1 ? (candidates[0] ?? null) : null
}

function narrow(
  net: HeaderCell,
  account: string | null,
): { currency: string; evidence: string; certain: boolean } {
  const candidates = net.mark?.candidates ?? []
  const [likeliest = ''] = candidates
  const header = `"${net.header}"`
  if (candidates.length === 1) {
    return { currency: likeliest, evidence: `from the header ${header}`, certain: true }
  }
  if (account && candidates.includes(account)) {
    const evidence = `${header} fits the account, which is in ${account}`
    return { currency: account, evidence, certain: true }
  }
  const evidence = `${header} has a sign that several currencies share; ${likeliest} is the usual one`
  return { currency: likeliest, evidence, certain: false }
}

function describe(
  currency: string,
  evidence: string,
  certain: boolean,
  needsAnswer: boolean,
  alternatives: readonly string[] = [],
): Assumption {
  return {
    kind: 'currency',
    value: currency,
    words: currency || 'not known',
    evidence,
    certain,
    needsAnswer,
    alternatives: alternatives.map((code) => ({ value: code, words: code })),
  }
}

function mismatchOf(file: string, account: string | null): CurrencyMismatch | null {
  if (account === null || account === file) return null
  return {
    code: 'currency-mismatch',
    level: 'warning',
    file,
    account,
    words: `This file is in ${file}, the account is in ${account}.`,
  }
}
