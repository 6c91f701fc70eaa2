import { quayside } from '@/mock-spotware/market/broker'
import type { Persona } from './persona'

export const fay: Persona = {
  name: 'fay',
  ctid: 4_410_006,
  description:
    'Money with 0, 5 and 8 digits, archived symbols, a balance of zero and below, cash of many kinds',
  accounts: [
    {
      profile: {
        accountId: 41_000_601,
        login: 66001,
        isLive: true,
        broker: quayside,
        currency: 'JPY',
        type: 'HEDGED',
        moneyDigits: 0,
        leverage: 25,
        isSwapFree: false,
        registeredAt: Date.UTC(2025, 5, 3, 7, 20, 31),
        firstRecordId: 91_000_001,
      },
      trading: { reckless: { symbols: ['USDJPY', 'EURJPY', 'GER40', 'US500'], stake: 600_000n } },
    },
    {
      profile: {
        accountId: 41_000_602,
        login: 66002,
        isLive: false,
        broker: quayside,
        currency: 'EUR',
        type: 'HEDGED',
        moneyDigits: 5,
        leverage: 30,
        isSwapFree: false,
        registeredAt: Date.UTC(2025, 8, 1, 12, 2, 9),
        firstRecordId: 92_000_001,
      },
      firstDeposit: 12_000_00000n,
      trading: {
        hedged: {
          symbols: ['EURJPY', 'JPN225', 'GBPJPY', 'GER40', 'EURUSD'],
          positionsPerWeek: [4, 9],
          risk: 0.006,
          edge: 0.53,
          swingSymbols: ['USDJPY', 'GER40'],
        },
      },
    },
    {
      profile: {
        accountId: 41_000_603,
        login: 66003,
        isLive: true,
        broker: quayside,
        currency: 'BTC',
        type: 'NETTED',
        moneyDigits: 8,
        leverage: 10,
        isSwapFree: false,
        registeredAt: Date.UTC(2025, 10, 17, 20, 44, 50),
        firstRecordId: 93_000_001,
      },
      firstDeposit: 1_50000000n,
      trading: {
        netted: {
          symbols: ['EURUSD', 'USDJPY', 'XAUUSD'],
          alwaysInMarket: 'BTCUSD',
          risk: 0.008,
          edge: 0.54,
          pauseDays: 6,
        },
      },
    },
  ],
}
