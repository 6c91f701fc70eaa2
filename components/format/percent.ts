import { formatDecimal } from './decimal'

/** "54.3%" from a share between 0 and 1 that comes as a decimal string. */
export function percentText(share: string): string {
  return `${formatDecimal(timesHundred(share), { digits: 1 })}%`
}

/** Moves the point two places, so that the share stays an exact decimal. */
function timesHundred(decimal: string): string {
  const [whole = '0', fraction = ''] = decimal.split('.')
  const padded = fraction.padEnd(2, '0')
  return `${whole}${padded.slice(0, 2)}.${padded.slice(2) || '0'}`
}
