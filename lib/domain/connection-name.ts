import type { ConnectionView } from './views/connection'

type Named = Pick<ConnectionView, 'ctid' | 'platformName' | 'otherPlatforms'>

/**
 * What a connection is called on screens and in mails. The name of the environment says nothing where
 * there is only one.
 */
export function connectionName({ ctid, platformName, otherPlatforms }: Named): string {
  if (!ctid) return platformName
  return otherPlatforms.length > 0 ? `${platformName} · ID ${ctid}` : `cTrader ID ${ctid}`
}
