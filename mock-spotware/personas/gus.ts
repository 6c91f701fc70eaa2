import { northgate } from '@/mock-spotware/market/broker'
import type { Persona } from './persona'

export const gus: Persona = {
  name: 'gus',
  ctid: 4_410_007,
  description: 'One demo account, and a grant that always comes back with trading permission',
  alwaysGrantsTrading: true,
  accounts: [
    {
      profile: {
        accountId: 41_000_701,
        login: 90417,
        isLive: false,
        broker: northgate,
        currency: 'GBP',
        type: 'HEDGED',
        moneyDigits: 2,
        leverage: 30,
        isSwapFree: false,
        registeredAt: Date.UTC(2026, 2, 2, 11, 30, 0),
        firstRecordId: 84_000_001,
      },
      firstDeposit: 5_000_00n,
      trading: {
        hedged: {
          symbols: ['GBPUSD', 'EURGBP', 'US500'],
          positionsPerWeek: [2, 4],
          risk: 0.008,
          edge: 0.53,
          swingSymbols: ['EURGBP'],
        },
      },
    },
  ],
}
