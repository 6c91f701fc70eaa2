import { northgate, pepperwood } from '@/mock-spotware/market/broker'
import type { Persona } from './persona'

const everything = [
  'EURUSD',
  'EURUSD',
  'GBPUSD',
  'USDJPY',
  'EURJPY',
  'AUDUSD',
  'USDCAD',
  'EURGBP',
  'XAUUSD',
  'XAUUSD',
  'GER40',
  'US500',
] as const

export const ana: Persona = {
  name: 'ana',
  ctid: 4_410_001,
  description: 'Hedged, two brokers, one live and two demo accounts, three years of trading',
  accounts: [
    {
      profile: {
        accountId: 41_000_101,
        login: 2101,
        isLive: true,
        broker: pepperwood,
        currency: 'EUR',
        type: 'HEDGED',
        moneyDigits: 2,
        leverage: 30,
        isSwapFree: false,
        registeredAt: Date.UTC(2023, 9, 2, 8, 12, 40),
        firstRecordId: 52_000_001,
      },
      firstDeposit: 25_000_00n,
      trading: {
        hedged: {
          symbols: everything,
          positionsPerWeek: [8, 15],
          risk: 0.004,
          edge: 0.535,
          swingSymbols: ['XAUUSD', 'US500', 'GER40', 'EURUSD'],
        },
      },
    },
    {
      profile: {
        accountId: 41_000_102,
        login: 5501,
        isLive: false,
        broker: pepperwood,
        currency: 'EUR',
        type: 'HEDGED',
        moneyDigits: 2,
        leverage: 100,
        isSwapFree: false,
        registeredAt: Date.UTC(2024, 1, 12, 17, 3, 11),
        firstRecordId: 61_500_001,
      },
      firstDeposit: 10_000_00n,
      trading: {
        hedged: {
          symbols: ['EURUSD', 'GBPUSD', 'USDJPY', 'XAUUSD', 'GER40'],
          positionsPerWeek: [1, 5],
          risk: 0.01,
          edge: 0.52,
          swingSymbols: ['GER40', 'USDJPY'],
        },
      },
    },
    {
      profile: {
        accountId: 41_000_103,
        login: 88120,
        isLive: false,
        broker: northgate,
        currency: 'USD',
        type: 'HEDGED',
        moneyDigits: 2,
        leverage: 50,
        isSwapFree: true,
        registeredAt: Date.UTC(2024, 5, 3, 10, 45, 2),
        // the same ids as at the other broker, on purpose: they are unique within a server only
        firstRecordId: 52_000_001,
      },
      firstDeposit: 50_000_00n,
      trading: {
        hedged: {
          symbols: ['XAUUSD', 'US500', 'EURUSD', 'USDCHF'],
          positionsPerWeek: [0, 2],
          risk: 0.008,
          edge: 0.54,
          swingSymbols: ['US500', 'XAUUSD'],
        },
      },
    },
  ],
}
