import {
  type AssetName,
  assetNames,
  type Instrument,
  instruments,
  rareInstruments,
} from './instruments'

/** A symbol is an instrument as one broker's server numbers it. */
export interface BrokerSymbol extends Instrument {
  symbolId: number
  /** From then on it is no longer offered; old deals go on naming it. */
  archivedAt?: number
}

/** One broker server. Ids of symbols mean nothing outside it. */
export interface Broker {
  /** `brokerTitleShort` on the wire, what the consent page shows. */
  title: string
  /** `brokerName` on the wire. */
  name: string
  symbols: readonly BrokerSymbol[]
}

function createBroker(
  title: string,
  name: string,
  firstSymbolId: number,
  offered: readonly (Instrument & { archivedAt?: number })[] = instruments,
): Broker {
  return {
    title,
    name,
    symbols: offered.map((instrument, index) => ({
      ...instrument,
      symbolId: firstSymbolId + index,
    })),
  }
}

export const pepperwood = createBroker('Pepperwood Markets', 'pepperwood', 1)
export const northgate = createBroker('Northgate FX', 'northgatefx', 1_201)
/** Its clients sign in by its own CRM (`mock-spotware/crm`). */
export const harbour = createBroker('Harbour Lane', 'harbourlane', 3_001)

/** What a broker makes of an instrument, where it differs from the others. */
const quaysideTerms: Record<string, Partial<Instrument> & { archivedAt?: number }> = {
  US500: { digits: 2, lotSize: 1_000n, stepVolume: 100n },
  GER40: { digits: 2, lotSize: 2_500n, stepVolume: 100n },
  GBPJPY: { archivedAt: Date.UTC(2026, 1, 27, 22) },
  JPN225: { archivedAt: Date.UTC(2026, 3, 30, 22) },
}

/** Crypto, indices by other lots than elsewhere, and symbols it no longer offers. */
export const quayside = createBroker(
  'Quayside Capital',
  'quayside',
  5_001,
  [...instruments, ...rareInstruments].map((one) => ({ ...one, ...quaysideTerms[one.name] })),
)

const brokers = [pepperwood, northgate, harbour, quayside]

/** A broker server with what all of them offer, and the rarer symbols. */
export function foundBroker(title: string, name: string, firstSymbolId: number): Broker {
  return createBroker(title, name, firstSymbolId, [...instruments, ...rareInstruments])
}

/** By the name on the wire, which is case-sensitive. */
export function brokerNamed(name: string): Broker | undefined {
  return brokers.find((broker) => broker.name === name)
}

const FIRST_ASSET_ID = 4

export function assetIdOf(asset: AssetName): number {
  return FIRST_ASSET_ID + assetNames.indexOf(asset)
}

export function assetById(assetId: number): AssetName | undefined {
  return assetNames[assetId - FIRST_ASSET_ID]
}
