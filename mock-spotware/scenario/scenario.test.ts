import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { writeLedger } from '@/mock-spotware/accounts/ledger'
import type { MockSpotware, MockSpotwareOptions } from '@/mock-spotware/start'
import { ANA_DEMO, control, grantTo, startTestMock } from '@/mock-spotware/testing/start-test-mock'
import { chooseBeginning } from './beginning'
import { ScenarioError } from './scenario-error'

const TINA = 46_100_001
const example = (name: string) => join(import.meta.dirname, 'examples', `${name}.json`)

let folder: string
let running: MockSpotware | undefined

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mock-scenario-'))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await running?.close()
  running = undefined
  await rm(folder, { recursive: true })
})

async function start(options: MockSpotwareOptions): Promise<MockSpotware> {
  await running?.close()
  running = await startTestMock(options)
  return running
}

async function write(scenario: unknown): Promise<string> {
  const file = join(folder, 'scenario.json')
  await writeFile(file, typeof scenario === 'string' ? scenario : JSON.stringify(scenario))
  return file
}

/** The world of a scenario with one account, the rest of which is given. */
function accountOf(account: Record<string, unknown>, more: Record<string, unknown> = {}) {
  const registered = { registeredAt: '2026-01-05T08:00:00Z' }
  return { people: [{ name: 'una', accounts: [{ ...registered, ...account }] }], ...more }
}

const trade = {
  symbol: 'EURUSD',
  direction: 'BUY',
  lots: '0.1',
  openedAt: '2026-02-03T10:00:00Z',
  closedAt: '2026-02-03T12:00:00Z',
}

describe('the books of a scenario', () => {
  test('are exactly what the tiny trader has written down', async () => {
    const mock = await start({ scenario: example('tiny-trader') })
    expect(mock.world.people.all().map(({ name }) => name)).toEqual(['tina'])
    const account = mock.world.account(TINA)
    if (!account) throw new Error('tina has no account')
    const ledger = writeLedger(account)
    expect(ledger.positions).toHaveLength(3)
    const [byPrice, byNet, inParts] = ledger.positions
    expect(byPrice).toMatchObject({
      symbol: 'EURUSD',
      direction: 'BUY',
      lots: '0.1',
      openedAt: '2026-02-03T10:00:00.000Z',
      closedAt: '2026-02-03T14:30:00.000Z',
      entryPrice: '1.085',
      exitPrice: '1.09',
      gross: '50.00',
      commission: '-1.00',
      swap: '0.00',
      net: '49.00',
    })
    expect(byNet).toMatchObject({ symbol: 'XAUUSD', swap: '0.40', net: '-27.35' })
    expect(inParts?.closingDeals.map(({ net }) => net)).toEqual(['12.00', '-40.00'])
    expect(ledger.cashFlows.map(({ kind, delta }) => [kind, delta])).toEqual([
      ['DEPOSIT', '1000.00'],
      ['WITHDRAW_INACTIVITY_FEE', '-2.50'],
    ])
    expect(ledger.balance).toBe('991.15')
    const stopOuts = account.book.orders.filter(({ isStopOut }) => isStopOut)
    expect(stopOuts.map(({ symbol, isClosing }) => [symbol.name, isClosing])).toEqual([
      ['US500', true],
    ])
  })

  test('come to any net that is written down, with the costs that are', async () => {
    const amount = fc.integer({ min: -90_000, max: 90_000 })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('EUR', 'JPY', 'USD', 'BTC'),
        fc.constantFrom('XAUUSD', 'GER40', 'USDJPY', 'BTCUSD', 'JPN225'),
        fc.constantFrom('BUY', 'SELL'),
        fc.constantFrom(0, 2, 5, 8),
        fc.tuple(
          amount,
          amount,
          fc.integer({ min: -900, max: 0 }),
          fc.integer({ min: -9, max: 9 }),
        ),
        async (currency, symbol, direction, moneyDigits, [first, second, commission, swap]) => {
          const money = (minor: number) => (minor / 10 ** moneyDigits).toFixed(moneyDigits)
          const scenario = await write(
            accountOf(
              {
                ...{ accountId: TINA, broker: 'quayside', currency, moneyDigits },
                trades: [
                  {
                    ...{ symbol, direction, lots: '4', openedAt: trade.openedAt },
                    ...{ commission: money(commission), swap: money(swap) },
                    closings: [
                      { at: '2026-02-04T10:00:00Z', lots: '1', net: money(first) },
                      { at: '2026-02-05T10:00:00Z', net: money(second) },
                    ],
                  },
                ],
              },
              { personas: 'none' },
            ),
          )
          const account = (await start({ scenario })).world.account(TINA)
          if (!account) throw new Error('there is no account')
          const [position] = account.book.closedLifetimes
          expect(position?.closings.map(({ net }) => net)).toEqual([BigInt(first), BigInt(second)])
          const ledger = writeLedger(account)
          expect(ledger.positions[0]).toMatchObject({
            commission: money(commission),
            swap: money(swap),
          })
          expect(account.book.balance).toBe(BigInt(first + second))
        },
      ),
      { numRuns: 8 },
    )
  })

  test('are closed by price on a netted account, and stay open without a closing', async () => {
    const { closedAt: _closedAt, ...open } = trade
    const next = { ...open, symbol: 'US500', lots: '2' }
    const scenario = await write(
      accountOf({ accountId: TINA, type: 'NETTED', trades: [{ ...trade, closePrice: 1.1 }, next] }),
    )
    const account = (await start({ scenario })).world.account(TINA)
    expect(account?.book.closedLifetimes.map(({ symbol }) => symbol.name)).toEqual(['EURUSD'])
    expect(account?.book.closedLifetimes[0]?.closings[0]?.price).toBe(1.1)
    const stillOpen = [...(account?.book.openPositions.values() ?? [])]
    expect(stillOpen.map(({ symbol }) => symbol.name)).toEqual(['US500'])
  })
})

describe('the rest of a scenario', () => {
  test('a bad day begins with its people, switches, faults and clock, and a reset comes back', async () => {
    const mock = await start({ scenario: example('bad-day-at-the-broker') })
    const { world } = mock
    expect(world.clock.now() - Date.now()).toBeGreaterThan(7_100_000)
    const asItBegan = () => {
      expect(world.behaviour).toMatchObject({ chunkSize: 25, keptEnd: 'oldest' })
      expect(world.faults.list()).toHaveLength(4)
      const names = world.people.all().map(({ name }) => name)
      expect(names).toEqual(expect.arrayContaining(['ana', 'ben', 'dia', 'fay', 'moe']))
    }
    asItBegan()
    const moe = await grantTo(mock, 'moe')
    expect(moe.accessToken).not.toBe('')
    for (const { profile } of world.people.named('moe@mistral.example')?.accounts ?? []) {
      expect(profile.broker.title).toBe('Mistral Brokers')
      expect(world.account(profile.accountId)?.book.deals.length).toBeGreaterThan(20)
    }
    await control(mock, 'POST', '/control/behaviour', { chunkSize: 7 })
    world.faults.clear()
    world.reset()
    asItBegan()
  })

  test('the first two token requests of the bad day fail', async () => {
    const mock = await start({ scenario: example('bad-day-at-the-broker') })
    const ask = async () => (await fetch(mock.tokenUrl, { method: 'POST' })).status
    expect([await ask(), await ask()]).toEqual([503, 503])
    expect(await ask()).not.toBe(503)
  })

  test('only some of the people', async () => {
    const mock = await start({ personas: ['cho', 'ana'] })
    expect(mock.world.people.all().map(({ name }) => name)).toEqual(['ana', 'cho'])
    expect(mock.world.account(ANA_DEMO)?.book.deals.length).toBeGreaterThan(100)
    await expect(startTestMock({ personas: ['nobody'] })).rejects.toThrow(
      /there is no persona nobody; --persona takes one of ana, ben, cho/,
    )
  })

  test('a state file notices another scenario', async () => {
    const stateFile = join(folder, 'state.json')
    const scenario = await write(accountOf({}))
    const first = await start({ scenario, stateFile })
    await grantTo(first, 'una')
    await control(first, 'POST', '/control/cash', { accountId: ANA_DEMO, amount: '5' })
    const again = await start({ scenario, stateFile })
    expect(again.world.grants.living()).toHaveLength(1)

    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    await write(accountOf({ leverage: 5 }))
    const edited = await start({ scenario, stateFile })
    expect(edited.world.grants.living()).toEqual([])
    expect(String(said.mock.calls[0]?.[0])).toContain('it is of another scenario')
    await grantTo(edited, 'una')
    const without = await start({ stateFile })
    expect(without.world.people.named('una')).toBeUndefined()
    expect(said).toHaveBeenCalledTimes(2)
    expect(JSON.parse(await readFile(stateFile, 'utf8'))).toMatchObject({ scenario: '' })
  })
})

describe('a mistake is named with its place and the cure', () => {
  const trades = (...given: unknown[]) => accountOf({ trades: given })
  const { closedAt: _at, ...open } = trade
  test.each<[string, unknown, RegExp]>([
    ['no JSON', '{ // hello', /it is no JSON .* comments go into "\$comment"/],
    ['an unknown key', { peeple: [] }, /the file: .*peeple/],
    ['an unknown broker', accountOf({ broker: 'x' }), /accounts\.0\.broker: .* no broker x/],
    ['a taken broker', { brokers: [{ name: 'pepperwood', title: 'P' }] }, /brokers\.0\.name: /],
    ['a taken name', { people: [{ name: 'ana' }] }, /the name ana is taken.*"personas": "none"/],
    ['a taken account', accountOf({ accountId: ANA_DEMO }), /accountId 41000102 is taken/],
    ['a time without a zone', accountOf({ registeredAt: '2026-01-05T08:00:00' }), /registeredAt: /],
    ['before all prices', accountOf({ registeredAt: '2020-01-05T08:00:00Z' }), /where all prices/],
    [
      'an unknown symbol',
      trades({ ...trade, symbol: 'DOGE' }),
      /trades\.0\.symbol: .* one of EURUSD/,
    ],
    ['a broken lot', trades({ ...trade, lots: '0.001' }), /trades\.0\.lots: .* multiple of 0\.01/],
    [
      'more lots than there are',
      trades({ ...trade, lots: '9'.repeat(20) }),
      /trades\.0\.lots: must not be more than/,
    ],
    [
      'a price beyond all money',
      trades({ ...trade, openPrice: 1e15 }),
      /trades\.0\.openPrice: is more than an account can hold/,
    ],
    [
      'a closing price beyond all money',
      trades({ ...trade, closePrice: 1e15 }),
      /trades\.0\.closePrice: is more than an account can hold/,
    ],
    [
      'more money than there is',
      accountOf({ cash: [{ at: trade.openedAt, amount: '9'.repeat(20) }] }),
      /cash\.0\.amount: must not be larger than 100000000000\.00/,
    ],
    ['a third decimal', trades({ ...trade, net: '1.005' }), /trades\.0\.net: .*2 decimal places/],
    ['a sixth digit', trades({ ...trade, closePrice: 1.0812345 }), /closePrice: .* the 5 decimal/],
    ['net and price', trades({ ...trade, net: '1', closePrice: 1.1 }), /net: leave out either/],
    [
      'closed first',
      trades({ ...trade, closedAt: '2026-02-03T09:00:00Z' }),
      /closedAt: must be after/,
    ],
    ['a net left open', trades({ ...open, net: '1' }), /closedAt: is missing/],
    [
      'more than is open',
      trades({ ...open, closings: [{ at: '2026-02-04T09:00:00Z', lots: 1 }] }),
      /closings\.0\.lots: closes more/,
    ],
    [
      'before registration',
      trades({ ...trade, openedAt: '2026-01-01T09:00:00Z' }),
      /openedAt: must be after the registration/,
    ],
    [
      'a deposit that takes',
      accountOf({ cash: [{ at: trade.openedAt, amount: '-1', kind: 'DEPOSIT_REBATE' }] }),
      /cash\.0\.amount: must be positive for DEPOSIT_REBATE/,
    ],
    [
      'overlapping trades of a netted account',
      accountOf({ type: 'NETTED', trades: [trade, trade] }),
      /trades\.1\.openedAt: another trade in EURUSD is open then/,
    ],
    [
      'the style of another account type',
      accountOf({ type: 'NETTED', style: { kind: 'reckless', symbols: ['EURUSD'], stake: '9' } }),
      /style\.kind: reckless does not fit a NETTED account/,
    ],
    ['an unknown switch', { switches: { chunkSize: 0 } }, /switches\.chunkSize: /],
    [
      'an unknown fault',
      { faults: [{ endpoint: '*', kind: 'rain' }] },
      /faults\.0\.kind: kind must/,
    ],
    ['a clock that goes back', { clock: { ahead: '-1d' } }, /clock\.ahead: must be a number of/],
  ])('%s', async (_name, scenario, message) => {
    const file = await write(scenario)
    const choose = () => chooseBeginning({ scenario: file, personas: [] })
    expect(choose).toThrow(ScenarioError)
    expect(choose).toThrow(message)
    expect(choose).toThrow(file)
  })

  test('a file that is not there', () => {
    const missing = join(folder, 'missing.json')
    expect(() => chooseBeginning({ scenario: missing, personas: [] })).toThrow(
      /missing\.json cannot be read/,
    )
  })
})
