import type { ConnectionView } from './views/connection'

type Place = Pick<ConnectionView, 'platformName' | 'otherPlatforms'>

/** Where we looked, and what the trader can try: the page again, another person, another place. */
export function noAccountsWords({ platformName, otherPlatforms }: Place): { body: string } {
  const elsewhere =
    otherPlatforms.length > 0
      ? `add a connection to ${listOf(otherPlatforms)}`
      : 'whoever runs this Tallybook can add it'
  return {
    body: `We asked ${platformName} and it gave us no accounts. Either none was ticked on its consent page: go back and tick them. Or your accounts belong to another cTrader ID: sign in there as that one. Or they are in another environment: ${elsewhere}.`,
  }
}

/** The operator's doing, and nothing to reconnect. */
export function notConfiguredWords({ platformName }: Pick<Place, 'platformName'>) {
  return {
    title: `${platformName} is not set up here just now`,
    body: 'Whoever runs this Tallybook has taken this environment out of its settings. Nothing is lost: trades already here stay, and checking goes on by itself once it is back. Trades can come in by file meanwhile.',
  }
}

function listOf(names: string[]): string {
  const last = names.at(-1)
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${last}` : `${last}`
}
