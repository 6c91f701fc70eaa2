/** A currency as it is written somewhere in the file, and the codes it can stand for. */
export type CurrencyMark = { written: string; candidates: readonly string[] }

/** Longer marks first: `A$` must not be read as `$`. The likeliest code of each comes first. */
const SYMBOLS: readonly (readonly [string, readonly string[]])[] = [
  ['A$', ['AUD']],
  ['C$', ['CAD']],
  ['R$', ['BRL']],
  ['€', ['EUR']],
  ['£', ['GBP']],
  ['$', ['USD', 'AUD', 'CAD', 'NZD', 'SGD', 'HKD']],
  ['¥', ['JPY', 'CNY']],
  ['zł', ['PLN']],
  ['Kč', ['CZK']],
]

const CODE = /^(?:[A-Z]{3}|USDT|USDC)$/
/** Three capitals that end a header without being money. */
const NOT_CURRENCIES: ReadonlySet<string> = new Set(['PNL', 'UTC', 'LOT'])

export function readCurrency(text: string): CurrencyMark | null {
  const written = text.trim()
  const symbol = SYMBOLS.find(([mark]) => mark === written)
  if (symbol) return { written, candidates: symbol[1] }
  if (CODE.test(written) && !NOT_CURRENCIES.has(written)) return { written, candidates: [written] }
  return null
}

/** Takes a currency off the front or the end: `Net USD`, `$ neto`, `47.00 €`. */
export function splitCurrency(text: string): { rest: string; mark: CurrencyMark } | null {
  for (const [symbol, candidates] of SYMBOLS) {
    const mark = { written: symbol, candidates }
    if (text.endsWith(symbol)) return { rest: text.slice(0, -symbol.length).trim(), mark }
    if (text.startsWith(symbol)) return { rest: text.slice(symbol.length).trim(), mark }
  }
  const lastSpace = text.lastIndexOf(' ')
  const firstSpace = text.indexOf(' ')
  if (lastSpace < 0) return null
  const last = readCurrency(text.slice(lastSpace + 1))
  if (last) return { rest: text.slice(0, lastSpace).trim(), mark: last }
  const first = readCurrency(text.slice(0, firstSpace))
  if (first) return { rest: text.slice(firstSpace + 1).trim(), mark: first }
  return null
}

/** Whether two columns can be in one currency; a column that names none can be in any. */
export function canBeSameMoney(one: CurrencyMark | null, two: CurrencyMark | null): boolean {
  if (!one || !two) return true
  return one.candidates.some((code) => two.candidates.includes(code))
}
