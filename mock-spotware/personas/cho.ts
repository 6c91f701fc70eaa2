import type { Persona } from './persona'

export const cho: Persona = {
  name: 'cho',
  ctid: 4_410_003,
  description: 'A cTrader ID without trading accounts',
  accounts: [],
}
