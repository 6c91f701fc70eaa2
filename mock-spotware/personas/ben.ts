import { pepperwood } from '@/mock-spotware/market/broker'
import type { Persona } from './persona'

export const ben: Persona = {
  name: 'ben',
  ctid: 4_410_002,
  description: 'Netted, one demo account, scale-ins and reversals',
  accounts: [
    {
      profile: {
        accountId: 41_000_201,
        login: 5602,
        isLive: false,
        broker: pepperwood,
        currency: 'USD',
        type: 'NETTED',
        moneyDigits: 2,
        leverage: 50,
        isSwapFree: false,
        registeredAt: Date.UTC(2023, 10, 6, 14, 20, 5),
        firstRecordId: 73_000_001,
      },
      firstDeposit: 40_000_00n,
      trading: {
        netted: {
          symbols: ['EURUSD', 'GBPUSD', 'USDJPY', 'XAUUSD', 'US500'],
          alwaysInMarket: 'GER40',
          risk: 0.006,
          edge: 0.54,
          pauseDays: 8,
        },
      },
    },
  ],
}
