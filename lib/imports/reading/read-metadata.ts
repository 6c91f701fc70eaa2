import type { FileRecord } from './containers/table'
import { comparable } from './headers/language'
import { LANGUAGES } from './headers/languages'
import { isMissing, plainSpaces, shown } from './plain-text'
import type { Metadata } from './types'

const LONGEST_LABEL = 30
/** MetaTrader writes `1234567 (USD, Broker-Live, real, Hedge)`. */
const METATRADER_ACCOUNT = /^(\d+) \(([A-Z]{3})\b(?:, *([^,)]+))?/

const LABELS = new Map<string, keyof Metadata>()
for (const { labels } of LANGUAGES) {
  for (const [what, words] of Object.entries(labels)) {
    for (const word of words) LABELS.set(word, what as keyof Metadata)
  }
}

function labelOf(text: string): keyof Metadata | null {
  if (text.length > LONGEST_LABEL) return null
  return LABELS.get(comparable(text.trim()).replace(/:$/, '')) ?? null
}

/** `Account: 123` in one cell or in two beside each other, in the lines above the tables. */
export function readMetadata(records: readonly FileRecord[]): Metadata {
  const found: Metadata = { account: null, currency: null, broker: null }
  let serverName: string | null = null
  const learn = (what: keyof Metadata | null, value: string) => {
    if (what === null || isMissing(value)) return
    const text = shown(plainSpaces(value))
    if (what === 'account') {
      const [, number, currency, server] = METATRADER_ACCOUNT.exec(text) ?? []
      found.account ??= number ?? text
      if (currency) found.currency ??= currency
      serverName ??= server?.trim() ?? null
    } else if (what === 'broker') found.broker ??= text
    else if (/^[A-Z]{3,4}$/.test(text)) found.currency ??= text
  }
  for (const { cells } of records) {
    const filled = cells.filter((cell) => cell.trim() !== '')
    filled.forEach((cell, index) => {
      const colon = cell.indexOf(':')
      if (colon > 0 && colon < cell.trim().length - 1) {
        learn(labelOf(cell.slice(0, colon)), cell.slice(colon + 1))
      }
      learn(labelOf(cell), filled[index + 1] ?? '')
    })
  }
  found.broker ??= serverName
  return found
}
