/** A Spotware-style environment in which accounts can be linked. Each has cTrader IDs of its own. */
export type PlatformView = { key: string; name: string }
