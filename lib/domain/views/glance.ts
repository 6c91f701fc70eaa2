/** What the beginning of a file says of the account it belongs to. Nothing of its rows. */
export type FileGlanceView = {
  /** Its number at the broker, as the file names it. */
  account: string | null
  broker: string | null
  currency: string | null
  /** The file may mean another currency: several share its sign. */
  currencyIsGuess: boolean
  /** Its trades were never made. */
  simulated: boolean
  program: 'cTrader' | 'MetaTrader 5' | null
}

export const NOTHING_SEEN: FileGlanceView = {
  account: null,
  broker: null,
  currency: null,
  currencyIsGuess: false,
  simulated: false,
  program: null,
}
