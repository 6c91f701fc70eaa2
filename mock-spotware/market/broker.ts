import { type AssetName, assetNames, type Instrument, instruments } from './instruments'

/** A symbol is an instrument as one broker's server numbers it. */
export interface BrokerSymbol extends Instrument {
  symbolId: number
}

/** One broker server. Ids of symbols mean nothing outside it. */
export interface Broker {
  /** `brokerTitleShort` on the wire, what the consent page shows. */
  title: string
  /** `brokerName` on the wire. */
  name: string
  symbols: readonly BrokerSymbol[]
}

function createBroker(title: string, name: string, firstSymbolId: number): Broker {
  return {
    title,
    name,
    symbols: instruments.map((instrument, index) => ({
      ...instrument,
      symbolId: firstSymbolId + index,
    })),
  }
}

export const pepperwood = createBroker('Pepperwood Markets', 'pepperwood', 1)
export const northgate = createBroker('Northgate FX', 'northgatefx', 1_201)
/** Its clients sign in by its own CRM (`mock-spotware/crm`). */
export const harbour = createBroker('Harbour Lane', 'harbourlane', 3_001)

const brokers = [pepperwood, northgate, harbour]

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
