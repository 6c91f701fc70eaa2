import { pepperwood } from '@/mock-spotware/market/broker'
import type { Persona } from './persona'

export const dia: Persona = {
  name: 'dia',
  ctid: 4_410_004,
  description: 'A scalper: one live account with 120,000 deals in about three years',
  accounts: [
    {
      profile: {
        accountId: 41_000_401,
        login: 2404,
        isLive: true,
        broker: pepperwood,
        currency: 'EUR',
        type: 'HEDGED',
        moneyDigits: 2,
        leverage: 30,
        isSwapFree: false,
        registeredAt: Date.UTC(2023, 8, 28, 9, 41, 7),
        firstRecordId: 310_000_001,
      },
      firstDeposit: 100_000_00n,
      trading: {
        scalping: {
          symbols: ['EURUSD', 'EURUSD', 'GBPUSD', 'USDJPY', 'XAUUSD', 'GER40'],
          positionsPerWeek: [285, 470],
          deals: 120_000,
          targetBalance: 100_000_00n,
          notional: [15_000, 120_000],
        },
      },
    },
  ],
}
