import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { soakRuns } from '@/lib/domain/testing/soak-runs'
import type { Deal } from './deal'
import { Dec } from './decimal'
import { type Sighting, settleDeals } from './settle-deals'
import { makeClosing, makeDeal, makeFileDeal } from './testing/deals'

const BEGIN = Date.UTC(2026, 0, 5, 9)

/** One closing as it really was; everybody tells of these. */
type Truth = { id: bigint; at: number; cents: number }

const history = fc
  .array(
    fc.record({
      // Few values, so that twins, near twins and closings of one minute are common.
      at: fc.constantFrom(0, 0, 1, 250, 1_000, 59_999, 60_000, 3_600_000),
      cents: fc.constantFrom(1_000, 1_000, 1_001, 2_500),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((closings) => closings.map((one, index): Truth => ({ ...one, id: BigInt(index + 1) })))

function byProvider({ id, at, cents }: Truth): Deal {
  const net = new Dec(cents).dividedBy(100)
  return makeDeal({
    dealId: id,
    side: 'SELL',
    executedAt: new Date(BEGIN + at),
    closing: makeClosing({ net, gross: net }),
  })
}

type Habit = { withIds: boolean; step: number; name: string }

function byFile({ id, at, cents }: Truth, { withIds, step, name }: Habit, line: number): Sighting {
  const shown = Math.floor((BEGIN + at) / step) * step
  const net = new Dec(cents).dividedBy(100)
  const deal = makeFileDeal({
    dealId: withIds ? id : null,
    executedAt: new Date(shown),
    comment: `${name} says`,
  })
  return {
    importFileId: name,
    line,
    fingerprint: `${shown}/${cents}`,
    timeStep: step,
    priceDecimals: 5,
    apart: false,
    inferredPosition: true,
    deal: { ...deal, closing: makeClosing({ net, volume: null, gross: null }) },
  }
}

const exportOf = (name: string, all: Truth[]) =>
  fc
    .record({
      rows: fc.subarray(all),
      withIds: fc.boolean(),
      step: fc.constantFrom(1, 1_000),
    })
    .map(({ rows, ...habit }) => ({ name, rows, ...habit }))

type Export = Habit & { rows: Truth[] }

const arrivals = history.chain((all) =>
  fc.record({
    all: fc.constant(all),
    provider: fc.subarray(all),
    files: fc.tuple(exportOf('a', all), exportOf('b', all), exportOf('c', all)),
  }),
)

function tell(files: Export[]): Sighting[] {
  return files.flatMap((file) => file.rows.map((row, index) => byFile(row, file, index + 2)))
}

function figuresOf(deals: Deal[]): string[] {
  return deals
    .map(({ executedAt, closing }) => `${executedAt.getTime()} ${closing?.net.toFixed(2)}`)
    .sort()
}

describe('deals told by a provider and several files', () => {
  test('are each there once, when everybody names them', () => {
    fc.assert(
      fc.property(arrivals, ({ provider, files }) => {
        const naming = files.map((file) => ({ ...file, withIds: true }))
        const settled = settleDeals(provider.map(byProvider), tell(naming))
        const told = new Set([...provider, ...naming.flatMap(({ rows }) => rows)])
        expect(settled).toHaveLength(told.size)
      }),
      soakRuns(300),
    )
  })

  test('are what the provider told when it told all, whatever the files', () => {
    fc.assert(
      fc.property(arrivals, ({ all, files }) => {
        const settled = settleDeals(all.map(byProvider), tell(files))
        expect(figuresOf(settled.map(({ deal }) => deal))).toEqual(figuresOf(all.map(byProvider)))
      }),
      soakRuns(300),
    )
  })

  test('count as often as the file that has most of them says', () => {
    fc.assert(
      fc.property(arrivals, ({ files }) => {
        const unnamed = files.map((file) => ({ ...file, withIds: false, step: 1 }))
        const settled = settleDeals([], tell(unnamed))
        const most = new Map<string, number>()
        for (const { rows } of unnamed) {
          const count = new Map<string, number>()
          for (const { at, cents } of rows) {
            const key = `${at}/${cents}`
            count.set(key, (count.get(key) ?? 0) + 1)
            most.set(key, Math.max(most.get(key) ?? 0, count.get(key) ?? 0))
          }
        }
        const nearTwins = new Set([...most.keys()].map((key) => key.split('/')[0])).size < most.size
        const expected = [...most.values()].reduce((sum, count) => sum + count, 0)
        // Nets a cent apart may be one deal in two roundings; only then can there be fewer.
        if (nearTwins) expect(settled.length).toBeLessThanOrEqual(expected)
        else expect(settled).toHaveLength(expected)
      }),
      soakRuns(300),
    )
  })

  test('do not depend on what happened at another time', () => {
    fc.assert(
      fc.property(arrivals, ({ provider, files }) => {
        const told = provider.map(byProvider)
        const sightings = tell(files)
        const isEarly = ({ executedAt }: Deal) => executedAt.getTime() < BEGIN + 60_000
        const part = (early: boolean) =>
          settleDeals(
            told.filter((deal) => isEarly(deal) === early),
            sightings.filter(({ deal }) => isEarly(deal) === early),
          )
        const apart = [...part(true), ...part(false)]
        expect(settleDeals(told, sightings).map(inWords).sort()).toEqual(apart.map(inWords).sort())
      }),
      soakRuns(300),
    )
  })
})

function inWords({ deal, sightings }: { deal: Deal; sightings: Sighting[] }): string {
  const { dealId, executedAt, fingerprint, occurrence, comment, source } = deal
  const rows = sightings.map(({ importFileId, line }) => `${importFileId}${line}`)
  const net = deal.closing?.net.toFixed(2)
  return [dealId, executedAt.getTime(), net, fingerprint, occurrence, comment, source, rows].join()
}

describe('what is told of one deal', () => {
  const truth: Truth = { id: 1n, at: 0, cents: 1_000 }
  const habit = (name: string): Habit => ({ name, withIds: true, step: 1 })
  const settleOne = (told: Deal[], sightings: Sighting[]) => {
    const [one, ...others] = settleDeals(told, sightings)
    expect(others).toEqual([])
    return one?.deal
  }

  test('comes from the provider, and from files what it does not tell', () => {
    const row = byFile({ ...truth, cents: 9_900 }, habit('a'), 2)
    expect(settleOne([byProvider(truth)], [row])).toMatchObject({
      source: 'BOTH',
      comment: 'a says',
      closing: { net: new Dec(10), gross: new Dec(10) },
    })
  })

  test('comes from the first file, and later ones fill what it left open', () => {
    const first = byFile(truth, habit('a'), 2)
    const second = byFile(truth, habit('b'), 2)
    first.deal.comment = null
    second.deal.closing.gross = new Dec(12)
    second.deal.closing.positionOpenedAt = new Date(BEGIN - 1)
    expect(settleOne([], [first, second])).toMatchObject({
      source: 'FILE',
      comment: 'b says',
      closing: { net: new Dec(10), gross: new Dec(12), positionOpenedAt: new Date(BEGIN - 1) },
    })
  })

  test('has parts of a net only with that net', () => {
    const second = byFile({ ...truth, cents: 5_000 }, habit('b'), 2)
    second.deal.closing.gross = new Dec(60)
    const deal = settleOne([], [byFile(truth, habit('a'), 2), second])
    expect(deal?.closing).toMatchObject({ net: new Dec(10), gross: null })
  })

  test('is two deals when the trader says that a row stands apart', () => {
    const row = byFile(truth, { name: 'a', withIds: false, step: 1 }, 2)
    const settled = settleDeals([byProvider(truth)], [{ ...row, apart: true }])
    expect(settled.map(({ deal }) => deal.source)).toEqual(['SYNC', 'FILE'])
  })
})
