const DAY_MS = 24 * 3_600_000
const FIRST_ACCOUNT = 46_000_001

export type SmallTrader = { name: string; hedged: number; netted: number }

/**
 * A scenario for the mock: people with a hedged account in dollars and a netted one in euros. Their
 * histories are made when first asked for; eighteen days of one are read within a second, where the
 * years of the personas take ten.
 */
export function smallTraders(
  count: number,
  days = 18,
): { traders: [SmallTrader, ...SmallTrader[]]; scenario: object } {
  const registeredAt = new Date(Date.now() - days * DAY_MS).toISOString()
  const trader = (index: number): SmallTrader => ({
    name: `trader-${index}`,
    hedged: FIRST_ACCOUNT + 2 * index,
    netted: FIRST_ACCOUNT + 2 * index + 1,
  })
  const others = Array.from({ length: count - 1 }, (_, index) => trader(index + 1))
  const traders: [SmallTrader, ...SmallTrader[]] = [trader(0), ...others]
  const people = traders.map(({ name, hedged, netted }) => ({
    name,
    accounts: [
      {
        accountId: hedged,
        currency: 'USD',
        registeredAt,
        firstDeposit: '5000',
        style: { kind: 'hedged', symbols: ['EURUSD', 'XAUUSD'], positionsPerWeek: [8, 14] },
      },
      {
        accountId: netted,
        environment: 'live',
        type: 'NETTED',
        currency: 'EUR',
        registeredAt,
        firstDeposit: '3000',
        style: { kind: 'netted', symbols: ['GBPUSD'], alwaysInMarket: 'EURUSD', pauseDays: 2 },
      },
    ],
  }))
  return { traders, scenario: { personas: 'none', people } }
}
