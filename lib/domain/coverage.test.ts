import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CoverageFacts, coverage } from './coverage'

const at = (text: string) => new Date(text.length === 10 ? `${text}T00:00:00Z` : text)

const ACCOUNT: CoverageFacts = {
  now: at('2026-07-14T10:40:00Z'),
  beginsAt: at('2026-02-10'),
  synced: { from: at('2026-02-10'), to: at('2026-07-14T10:30:00Z') },
  comingFrom: null,
  files: [],
  closings: [
    { month: '2026-02', sync: 3, file: 0, both: 0 },
    { month: '2026-04', sync: 2, file: 0, both: 5 },
    { month: '2026-07', sync: 1, file: 0, both: 0 },
  ],
}

function kinds(facts: Partial<CoverageFacts>): string {
  return coverage({ ...ACCOUNT, ...facts })
    .map(({ month, kind }) => `${Number(month.slice(5))} ${kind}`)
    .join(', ')
}

describe('months of an account', () => {
  test('that is complete', () => {
    expect(kinds({})).toBe('1 before, 2 synced, 3 quiet, 4 both, 5 quiet, 6 quiet, 7 synced')
  })

  test('whose history is wanted from a day on has a gap before it, in part', () => {
    const months = coverage({ ...ACCOUNT, synced: { from: at('2026-04-10'), to: ACCOUNT.now } })
    expect(months.map(({ kind }) => kind).join()).toBe('before,gap,gap,both,quiet,quiet,synced')
    expect(months[3]?.syncedPart).toEqual({ from: at('2026-04-10'), to: at('2026-05-01') })
  })

  test('wanted from the first of a month has a gap up to it and none after', () => {
    const synced = { from: at('2026-05-01'), to: ACCOUNT.now }
    const months = coverage({ ...ACCOUNT, synced, closings: [] })
    expect(months.map(({ kind }) => kind).join()).toBe('before,gap,gap,gap,quiet,quiet,quiet')
    expect(months.map(({ syncedPart }) => syncedPart)).toEqual(months.map(() => null))
  })

  test('that are still being fetched are on their way, as far back as is wanted', () => {
    const synced = { from: at('2026-05-20'), to: ACCOUNT.now }
    expect(kinds({ synced, comingFrom: at('2026-03-15'), closings: [] })).toBe(
      '1 before, 2 gap, 3 coming, 4 coming, 5 coming, 6 quiet, 7 quiet',
    )
  })

  test('after checks stopped are gaps; the present month counts as far as it was reached', () => {
    const until = (to: string) => ({ synced: { from: at('2026-02-10'), to: at(to) }, closings: [] })
    expect(kinds(until('2026-05-03'))).toMatch(/4 quiet, 5 gap, 6 gap, 7 gap$/)
    expect(kinds(until('2026-07-03'))).toMatch(/6 quiet, 7 quiet$/)
    expect(coverage({ ...ACCOUNT, ...until('2026-07-03') }).at(-1)?.syncedPart?.to).toEqual(
      at('2026-07-03'),
    )
  })

  test('that only files fill: what lies between the lines of a file is covered by it', () => {
    const closings = [
      { month: '2025-11', sync: 0, file: 4, both: 0 },
      { month: '2026-01', sync: 0, file: 1, both: 0 },
    ]
    const files = [{ from: at('2025-11-20'), to: at('2026-01-03') }]
    const months = coverage({ ...ACCOUNT, beginsAt: null, synced: null, files, closings })
    const told = months.slice(9).map(({ month, kind }) => `${month} ${kind}`)
    expect(told.slice(0, 5)).toEqual([
      '2025-10 before',
      '2025-11 file',
      '2025-12 file',
      '2026-01 file',
      '2026-02 gap',
    ])
  })

  test('of which nothing is known are none', () => {
    expect(kinds({ beginsAt: null, synced: null, closings: [] })).toBe('')
  })
})

const anInstant = fc.date({
  min: at('2019-01-01'),
  max: at('2026-07-14'),
  noInvalidDate: true,
})
const aSpan = fc
  .tuple(anInstant, anInstant)
  .map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }))
const someFacts: fc.Arbitrary<CoverageFacts> = fc.record({
  now: fc.constant(ACCOUNT.now),
  beginsAt: fc.option(anInstant),
  synced: fc.option(aSpan),
  comingFrom: fc.option(anInstant),
  files: fc.array(aSpan, { maxLength: 3 }),
  closings: fc.uniqueArray(
    fc.record({
      month: anInstant.map((date) => date.toISOString().slice(0, 7)),
      sync: fc.nat(9),
      file: fc.nat(9),
      both: fc.nat(9),
    }),
    { selector: ({ month }) => month, maxLength: 12 },
  ),
})

test('every month stands once, in order, and no closing is lost', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      const months = coverage(facts)
      expect(new Set(months.map(({ month }) => month)).size).toBe(months.length)
      expect(months.map(({ month }) => month)).toEqual(months.map(({ month }) => month).sort())
      if (months[0]) {
        expect(months[0].month).toMatch(/-01$/)
        expect(months.at(-1)?.month).toBe('2026-07')
      }
      expect(sum(months.map(({ closings }) => closings))).toBe(
        sum(facts.closings.flatMap(({ sync, file, both }) => [sync, file, both])),
      )
    }),
  )
})

test('a month is a gap exactly when neither cTrader nor a file tells of all of it', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      for (const { month, kind } of coverage({ ...facts, comingFrom: null })) {
        const from = at(`${month}-01`)
        const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1))
        const counts = facts.closings.find((each) => each.month === month)
        const byFile =
          (counts && counts.file + counts.both > 0) ||
          facts.files.some((file) => file.from < to && file.to >= from)
        const { synced } = facts
        const whole = synced && synced.from <= from && synced.to >= to
        if (kind === 'gap') expect(whole || byFile).toBeFalsy()
        if (kind === 'file') expect(byFile && !whole).toBeTruthy()
        if (kind === 'quiet') expect(counts?.sync ?? 0).toBe(0)
        if (whole && to > (facts.beginsAt ?? from))
          expect(['synced', 'quiet', 'both']).toContain(kind)
        if (kind === 'before') expect(byFile || counts?.sync).toBeFalsy()
      }
    }),
  )
})

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
