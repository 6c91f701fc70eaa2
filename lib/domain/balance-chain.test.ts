import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { soakRuns } from '@/lib/domain/testing/soak-runs'
import {
  type BalanceEntry,
  cashFlowPeriods,
  findBalanceGaps,
  inBookingOrder,
} from './balance-chain'
import { Dec } from './decimal'

const FROM = new Date('2026-01-01T00:00:00Z')
const TO = new Date('2027-01-01T00:00:00Z')

type Step = { cents: number; gapMs: number; isCash: boolean }
type Entry = BalanceEntry & { isCash: boolean }

const step: fc.Arbitrary<Step> = fc.record({
  cents: fc.integer({ min: -100_000, max: 100_000 }).filter((cents) => cents !== 0),
  gapMs: fc.constantFrom(0, 1, 60_000, 86_400_000),
  isCash: fc.boolean(),
})
const chainOf = (minLength: number) => fc.array(step, { minLength, maxLength: 25 }).map(chain)

/** What an account's balance does, from zero on. */
function chain(steps: Step[]): Entry[] {
  let at = FROM.getTime() + 1_000
  let balance = 0
  return steps.map(({ cents, gapMs, isCash }, index) => {
    at += gapMs
    balance += cents
    return {
      at: new Date(at),
      version: BigInt(index + 1),
      change: new Dec(cents).dividedBy(100),
      balanceAfter: new Dec(balance).dividedBy(100),
      isCash,
    }
  })
}

function reported(entries: Entry[]) {
  const last = entries.at(-1)
  return {
    reportedBalance: last?.balanceAfter ?? new Dec(0),
    reportedVersion: last?.version ?? 0n,
  }
}

function withoutVersions(entries: Entry[]): Entry[] {
  return entries.map((entry) => ({ ...entry, version: null }))
}

describe('a chain of balances', () => {
  test('that is whole has no gap, in whatever order its entries come', () => {
    const shuffledChain = chainOf(0).chain((entries) =>
      fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
    )
    fc.assert(
      fc.property(shuffledChain, ([entries, shuffled]) => {
        expect(inBookingOrder(shuffled)).toEqual(entries)
        const options = { ...reported(entries), startsAtZero: true }
        expect(findBalanceGaps(shuffled, options)).toEqual([])
      }),
    )
  })

  test('shows every single tampering, with the amount that is missing', () => {
    fc.assert(
      fc.property(
        chainOf(1),
        fc.nat(),
        fc.constantFrom('change', 'balance', 'removed', 'doubled', 'reported'),
        (entries, seed, kind) => {
          const options = { ...reported(entries), startsAtZero: true }
          const index = seed % entries.length
          const victim = entries[index] as Entry
          const cent = new Dec('0.01')
          const tampered = [...entries]
          if (kind === 'change') tampered[index] = { ...victim, change: victim.change.plus(cent) }
          if (kind === 'balance')
            tampered[index] = { ...victim, balanceAfter: victim.balanceAfter.plus(cent) }
          if (kind === 'removed') tampered.splice(index, 1)
          if (kind === 'doubled') tampered.splice(index, 0, victim)
          if (kind === 'reported') options.reportedBalance = options.reportedBalance.plus(cent)
          const gaps = findBalanceGaps(tampered, options)
          expect(gaps.length).toBeGreaterThan(0)
          for (const { amount } of gaps) expect(amount.isZero()).toBe(false)
          if (kind === 'removed') expect(gaps.map(({ amount }) => amount)).toEqual([victim.change])
        },
      ),
      soakRuns(300),
    )
  })

  test('does not blame the ledger for what was booked after the balance was read', () => {
    const entries = chain([
      { cents: 1_000, gapMs: 1, isCash: true },
      { cents: 500, gapMs: 1, isCash: false },
    ])
    const read = { reportedBalance: new Dec(10), reportedVersion: 1n }
    expect(findBalanceGaps(entries, { ...read, startsAtZero: true })).toEqual([])
  })

  test('begins with whatever its first entry implies when the start is not known', () => {
    const [, ...rest] = chain([
      { cents: 1_000, gapMs: 1, isCash: true },
      { cents: 500, gapMs: 1, isCash: false },
    ])
    const options = { reportedBalance: new Dec(15), reportedVersion: 2n }
    expect(findBalanceGaps(rest, { ...options, startsAtZero: false })).toEqual([])
    const [gap] = findBalanceGaps(rest, { ...options, startsAtZero: true })
    expect(gap).toMatchObject({ after: null, before: rest[0] })
    expect(gap?.amount.toString()).toBe('10')
  })

  test('without an entry explains only a balance of zero', () => {
    const nothing = { reportedVersion: null, startsAtZero: true }
    expect(findBalanceGaps([], { ...nothing, reportedBalance: new Dec(0) })).toEqual([])
    expect(findBalanceGaps([], { ...nothing, reportedBalance: new Dec(5) })).toHaveLength(1)
  })
})

describe('the periods in which cash operations may hide', () => {
  const someRemoved = chainOf(1).chain((entries) =>
    fc.record({
      entries: fc.constant(entries),
      keptCash: fc.subarray(entries.filter(({ isCash }) => isCash)),
      versioned: fc.boolean(),
    }),
  )

  function periodsFor(known: Entry[], entries: Entry[], startKnown: boolean) {
    return cashFlowPeriods(known, { from: FROM, to: TO, startKnown, ...reported(entries) })
  }

  test('hold the instant of every operation we do not know', () => {
    fc.assert(
      fc.property(someRemoved, ({ entries, keptCash, versioned }) => {
        const known = entries.filter((entry) => !entry.isCash || keptCash.includes(entry))
        const periods = periodsFor(versioned ? known : withoutVersions(known), entries, false)
        for (const { at } of entries.filter((entry) => !known.includes(entry)))
          expect(periods.some(({ from, to }) => from <= at && at <= to)).toBe(true)
      }),
      soakRuns(300),
    )
  })

  test('are apart from each other, in order, and within what was asked', () => {
    fc.assert(
      fc.property(someRemoved, fc.boolean(), ({ entries, keptCash, versioned }, startKnown) => {
        const known = entries.filter((entry) => !entry.isCash || keptCash.includes(entry))
        const periods = periodsFor(versioned ? known : withoutVersions(known), entries, startKnown)
        periods.forEach(({ from, to }, index) => {
          expect(from.getTime()).toBeLessThanOrEqual(to.getTime())
          expect(from.getTime()).toBeGreaterThanOrEqual(FROM.getTime())
          expect(to.getTime()).toBeLessThanOrEqual(TO.getTime())
          const before = periods[index - 1]
          if (before) expect(from.getTime()).toBeGreaterThan(before.to.getTime())
        })
      }),
    )
  })

  test('are none when everything is known from the start to the reported balance', () => {
    fc.assert(
      fc.property(chainOf(1), (entries) => {
        expect(periodsFor(entries, entries, true)).toEqual([])
      }),
    )
  })

  test('reach to the present while the reported balance is not explained', () => {
    const entries = chain([{ cents: 1_000, gapMs: 1, isCash: true }])
    const ending = [{ from: entries[0]?.at, to: TO }]
    const period = { from: FROM, to: TO, startKnown: true }
    for (const facts of [
      { reportedBalance: new Dec(10), reportedVersion: 2n },
      { reportedBalance: new Dec('10.01'), reportedVersion: 1n },
      { reportedBalance: new Dec(10), reportedVersion: null },
    ])
      expect(cashFlowPeriods(entries, { ...period, ...facts })).toEqual(ending)
    // A ledger that is newer than the balance explains it all the more.
    const older = { reportedBalance: new Dec(0), reportedVersion: 0n }
    expect(cashFlowPeriods(entries, { ...period, ...older })).toEqual([])
  })

  test('are everything when nothing is known', () => {
    expect(periodsFor([], [], true)).toEqual([{ from: FROM, to: TO }])
  })

  test('show a deposit and a withdrawal that cancel each other out', () => {
    const entries = chain([
      { cents: 1_000, gapMs: 1, isCash: false },
      { cents: 500, gapMs: 1_000, isCash: true },
      { cents: -500, gapMs: 1_000, isCash: true },
      { cents: 700, gapMs: 1_000, isCash: false },
    ])
    const known = entries.filter(({ isCash }) => !isCash)
    expect(periodsFor(known, entries, true)).toEqual([{ from: known[0]?.at, to: known[1]?.at }])
  })
})
