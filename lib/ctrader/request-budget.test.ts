import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { soakRuns } from '@/lib/domain/testing/soak-runs'
import { RequestBudget } from './request-budget'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const latency = fc.integer({ min: 0, max: 3_000 })
const requests = fc.array(
  fc.record({
    /** After the one before, as the work comes along. */
    askedAfterMs: fc.constantFrom(0, 0, 0, 10, 400, 2_000),
    wayThereMs: latency,
    wayBackMs: latency,
    fails: fc.boolean(),
  }),
  { minLength: 1, maxLength: 40 },
)

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** Most receipts within any second that begins with one of them. */
function busiestSecond(receipts: number[]): number {
  return Math.max(
    ...receipts.map((start) => receipts.filter((at) => at >= start && at < start + 1_000).length),
  )
}

describe('a budget of N requests per second', () => {
  test('is never exceeded where it is counted: at the provider', async () => {
    await fc.assert(
      fc.asyncProperty(requests, fc.integer({ min: 1, max: 6 }), async (asked, perSecond) => {
        const budget = new RequestBudget(perSecond)
        const receipts: number[] = []
        let askAt = 0
        const all = asked.map(async ({ askedAfterMs, wayThereMs, wayBackMs, fails }) => {
          askAt += askedAfterMs
          await sleep(askAt)
          return budget.spend(async () => {
            await sleep(wayThereMs)
            receipts.push(performance.now())
            await sleep(wayBackMs)
            if (fails) throw new Error('refused')
          })
        })
        const settled = Promise.allSettled(all)
        await vi.runAllTimersAsync()
        await settled
        expect(receipts).toHaveLength(asked.length)
        expect(busiestSecond(receipts)).toBeLessThanOrEqual(perSecond)
      }),
      soakRuns(50),
    )
  })

  test('is used up when answers are quick', async () => {
    const budget = new RequestBudget(5, 0)
    const sent: number[] = []
    const begin = performance.now()
    for (let i = 0; i < 50; i += 1) void budget.spend(async () => void sent.push(performance.now()))
    await vi.runAllTimersAsync()
    expect(sent).toHaveLength(50)
    expect((sent.at(-1) ?? 0) - begin).toBeLessThan(10 * 1_010)
  })

  test('is served in the order it was asked', async () => {
    const budget = new RequestBudget(2, 0)
    const served: number[] = []
    for (let i = 0; i < 9; i += 1) void budget.spend(async () => void served.push(i))
    await vi.runAllTimersAsync()
    expect(served).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  })

  test('rests first, because another process may have just used it', async () => {
    const begin = performance.now()
    const budget = new RequestBudget(5)
    let sentAt = 0
    void budget.spend(async () => {
      sentAt = performance.now()
    })
    await vi.runAllTimersAsync()
    expect(sentAt - begin).toBeGreaterThanOrEqual(1_000)
  })

  test('gives the answer and the failure to the one who asked', async () => {
    const budget = new RequestBudget(5, 0)
    await expect(budget.spend(async () => 42)).resolves.toBe(42)
    await expect(budget.spend(() => Promise.reject(new Error('refused')))).rejects.toThrow(
      'refused',
    )
  })
})

describe('when the right to ask ends', () => {
  test('nothing goes out any more, whatever was waiting for its turn', async () => {
    const budget = new RequestBudget(2, 0)
    const begin = performance.now()
    budget.mayAskUntil(begin + 2_500)
    const sent: number[] = []
    const asked = Array.from({ length: 9 }, () =>
      budget.spend(async () => void sent.push(performance.now())),
    )
    const settled = Promise.allSettled(asked)
    await vi.runAllTimersAsync()
    const outcomes = await settled
    expect(sent).toHaveLength(6)
    expect(Math.max(...sent)).toBeLessThan(begin + 2_500)
    for (const outcome of outcomes.slice(6))
      expect(outcome).toMatchObject({ reason: { providerCode: 'SLOT_LOST' } })
  })

  test('a process that stood still finds out before it sends', async () => {
    const budget = new RequestBudget(1, 0)
    budget.mayAskUntil(performance.now() + 3_000)
    await budget.spend(async () => undefined)
    let sent = 0
    const send = async () => {
      sent += 1
    }
    const waiting = budget.spend(send).catch(({ message }) => message)
    // Its turn came long ago; the timer that should have said so runs now.
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000)
    await vi.runAllTimersAsync()
    await waiting
    expect(sent).toBe(0)
    vi.restoreAllMocks()
  })

  test('unless it is prolonged in time', async () => {
    const budget = new RequestBudget(1, 0)
    budget.mayAskUntil(performance.now() + 500)
    await budget.spend(async () => undefined)
    const next = budget.spend(async () => 42)
    budget.mayAskUntil(performance.now() + 5_000)
    await vi.runAllTimersAsync()
    await expect(next).resolves.toBe(42)
  })
})

describe('when the provider asks for a rest', () => {
  test('nobody asks anything until it is over, even those whose answers are still on their way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 4 }), latency, async (onTheirWay, wayBackMs) => {
        const budget = new RequestBudget(5, 0)
        const sent: number[] = []
        const send = () => budget.spend(async () => void sent.push(performance.now()))
        for (let i = 0; i < onTheirWay; i += 1) void budget.spend(() => sleep(wayBackMs))
        // The rest is asked for by an answer, whose own place is still taken.
        await budget.spend(async () => budget.restFor(10))
        const until = performance.now() + 10_000
        for (let i = 0; i < 12; i += 1) void send()
        await vi.runAllTimersAsync()
        expect(sent).toHaveLength(12)
        expect(Math.min(...sent)).toBeGreaterThanOrEqual(until)
        expect(busiestSecond(sent)).toBeLessThanOrEqual(5)
      }),
      soakRuns(30),
    )
  })

  test('a shorter rest does not end a longer one', async () => {
    const budget = new RequestBudget(1, 0)
    const begin = performance.now()
    budget.restFor(10)
    budget.restFor(1)
    let sentAt = 0
    void budget.spend(async () => {
      sentAt = performance.now()
    })
    await vi.runAllTimersAsync()
    expect(sentAt - begin).toBeGreaterThanOrEqual(10_000)
  })
})
