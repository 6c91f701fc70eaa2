import { harbour } from '@/mock-spotware/market/broker'
import type { Persona } from './persona'

export const eli: Persona = {
  name: 'eli',
  ctid: 4_410_005,
  description: 'One live account at Harbour Lane, whose own sign-in says who it is',
  email: 'eli@harbourlane.example',
  signsInAtBroker: true,
  accounts: [
    {
      profile: {
        accountId: 41_000_501,
        login: 2105,
        isLive: true,
        broker: harbour,
        currency: 'USD',
        type: 'HEDGED',
        moneyDigits: 2,
        leverage: 30,
        isSwapFree: false,
        registeredAt: Date.UTC(2025, 0, 13, 9, 5, 20),
        firstRecordId: 78_000_001,
      },
      firstDeposit: 8_000_00n,
      trading: {
        hedged: {
          symbols: ['EURUSD', 'XAUUSD', 'GBPUSD', 'US500'],
          positionsPerWeek: [1, 4],
          risk: 0.008,
          edge: 0.53,
          swingSymbols: ['XAUUSD', 'US500'],
        },
      },
    },
  ],
}
