import { beforeEach, describe, expect, test } from 'vitest'
import { ProviderFailure } from '@/lib/ctrader/failure'
import type { SyncWindow } from '@/lib/domain/sync-window'
import type { Providers } from './providers'
import { readAhead, takeWindow } from './read-ahead'
import type { SyncStep } from './sync-step'

const NEWER: SyncWindow = { from: new Date('2026-05-18'), to: new Date('2026-05-25') }
const OLDER: SyncWindow = { from: new Date('2026-05-11'), to: new Date('2026-05-18') }

let asked: SyncWindow[]
let now: Date
let refusal: ProviderFailure | null

beforeEach(() => {
  asked = []
  now = new Date('2026-06-01T12:00:00Z')
  refusal = null
})

/** A step as far as reading a window goes: no deals, and so no symbols. */
function stepOf(accountId: string, providers: Providers): SyncStep {
  return {
    account: { id: accountId },
    context: {
      providers,
      clock: { now: () => now },
      db: { symbol: { findMany: async () => [] } },
    },
    reader: {
      async deals(window: SyncWindow) {
        asked.push(window)
        if (refusal) throw refusal
        return []
      },
      toDeals: () => [],
    },
  } as unknown as SyncStep
}

const slot = () => ({}) as Providers

describe('a window read ahead', () => {
  test('is taken by the next step of the same account, once', async () => {
    const providers = slot()
    readAhead(stepOf('a', providers), OLDER)
    expect(await takeWindow(stepOf('a', providers), { ...OLDER })).toMatchObject({ window: OLDER })
    expect(asked).toEqual([OLDER])
    await takeWindow(stepOf('a', providers), OLDER)
    expect(asked).toEqual([OLDER, OLDER])
  })

  test.each<[string, () => { accountId: string; window: SyncWindow; keepSlot: boolean }]>([
    ['of another account', () => ({ accountId: 'b', window: OLDER, keepSlot: true })],
    ['another window', () => ({ accountId: 'a', window: NEWER, keepSlot: true })],
    ['after the slot was lost', () => ({ accountId: 'a', window: OLDER, keepSlot: false })],
    [
      'a minute later',
      () => {
        now = new Date(now.getTime() + 60_000)
        return { accountId: 'a', window: OLDER, keepSlot: true }
      },
    ],
  ])('is asked for again when the next step is %s', async (_, next) => {
    const providers = slot()
    readAhead(stepOf('a', providers), OLDER)
    const { accountId, window, keepSlot } = next()
    await takeWindow(stepOf(accountId, keepSlot ? providers : slot()), window)
    expect(asked).toEqual([OLDER, window])
  })

  test('fails in the step that takes it, and then is asked for again', async () => {
    const providers = slot()
    refusal = new ProviderFailure('CONNECTION_LOST', 'retry-later')
    readAhead(stepOf('a', providers), OLDER)
    refusal = null
    await expect(takeWindow(stepOf('a', providers), OLDER)).rejects.toThrow('CONNECTION_LOST')
    await expect(takeWindow(stepOf('a', providers), OLDER)).resolves.toMatchObject({ deals: [] })
  })
})
