import { expect, test } from 'vitest'
import type { CoverageKind } from './coverage'
import { coverageSummary } from './coverage-words'

const months = (...kinds: CoverageKind[]) =>
  kinds.map((kind, index) => ({
    month: `2026-${String(index + 1).padStart(2, '0')}`,
    kind,
    closings: 0,
    syncedPart: null,
    cures: [],
  }))
const say = (month: string) => month.slice(5)

test.each([
  [
    months('before', 'gap', 'gap', 'file', 'gap', 'both', 'quiet', 'synced'),
    '7 months from 02 to 08: 2 from cTrader, 1 from files, 1 from both; missing: 02 – 03, 05.',
  ],
  [months('before', 'synced'), '1 month from 02 to 02: 1 from cTrader; none missing.'],
  [
    months('coming', 'coming', 'synced'),
    '3 months from 01 to 03: 1 from cTrader, 2 being fetched; none missing.',
  ],
  [months('gap'), '1 month from 01 to 01; missing: 01.'],
  [[], 'Nothing is known of this account yet.'],
])('%#: the months in a sentence', (given, sentence) => {
  expect(coverageSummary(given, say)).toBe(sentence)
})
