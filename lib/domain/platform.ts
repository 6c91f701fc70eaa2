/** Key of the environment that is always there: cTrader itself. */
export const DEFAULT_PLATFORM = 'ctrader'
