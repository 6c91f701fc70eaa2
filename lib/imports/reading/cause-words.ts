import type { NotATrade, ProblemCode } from './types'

/** A kind of row, and what helps where something does. Nothing of the row itself. */
type CauseWords = { text: string; cure: string | null }

const EXPORT_AGAIN = 'Export it again from cTrader and upload it as it is.'
const SHOW_COLUMN = 'Show that column in cTrader’s History and export again.'

const PROBLEMS: Record<ProblemCode, CauseWords> = {
  'cell-missing': { text: 'A figure that a trade needs is missing', cure: SHOW_COLUMN },
  'opening-time-missing': { text: 'The opening time is missing', cure: SHOW_COLUMN },
  'time-not-read': { text: 'A time could not be read', cure: EXPORT_AGAIN },
  'no-such-date': {
    text: 'A date does not exist',
    cure: 'Correct the dates in place.',
  },
  'number-not-read': { text: 'A figure could not be read', cure: EXPORT_AGAIN },
  'number-out-of-range': { text: 'A figure is larger than any trade', cure: EXPORT_AGAIN },
  'decimal-mark-unclear': {
    text: 'A comma may or may not be a decimal mark',
    cure: 'Write these figures with a decimal point, in place.',
  },
  'other-currency': {
    text: 'An amount is in another currency',
    cure: 'Upload it for an account in that currency.',
  },
  'quantity-not-read': { text: 'A quantity could not be read', cure: EXPORT_AGAIN },
  'quantity-not-positive': { text: 'A quantity is not above zero', cure: EXPORT_AGAIN },
  'not-in-lots': { text: 'A quantity is not in lots', cure: SHOW_COLUMN },
  'direction-not-read': { text: 'A direction could not be read', cure: SHOW_COLUMN },
  'directions-agree': {
    text: 'Opening and closing have the same direction',
    cure: EXPORT_AGAIN,
  },
  'symbol-not-read': { text: 'A symbol could not be read', cure: SHOW_COLUMN },
  'id-not-read': { text: 'An ID could not be read', cure: EXPORT_AGAIN },
  'deal-id-repeated': { text: 'One deal ID stands on different rows', cure: EXPORT_AGAIN },
  'spreadsheet-damage': {
    text: 'A spreadsheet has changed a value',
    cure: 'Upload the file as cTrader wrote it, without opening it in a spreadsheet.',
  },
  'quote-not-closed': { text: 'A quotation mark is not closed', cure: EXPORT_AGAIN },
  'too-many-cells': { text: 'A row has more cells than the header', cure: EXPORT_AGAIN },
  'row-too-short': { text: 'A row has fewer cells than the header', cure: EXPORT_AGAIN },
  'row-too-long': { text: 'A row is longer than any trade', cure: EXPORT_AGAIN },
  'closed-before-opened': { text: 'A trade closes before it opens', cure: EXPORT_AGAIN },
  'net-does-not-add-up': { text: 'Net is not the sum of its parts', cure: EXPORT_AGAIN },
  'result-against-price': { text: 'The result contradicts the prices', cure: EXPORT_AGAIN },
}

const NOT_TRADES: Record<NotATrade, string> = {
  footer: 'Totals of the table',
  'open-position': 'Open positions',
  'pending-order': 'Pending orders',
  summary: 'The account’s summary',
  'cash-movement': 'Deposits and withdrawals',
  'repeated-deal': 'Deals that stand in the file twice',
  detail: 'Orders and deals behind the trades',
  'other-text': 'Text between the tables',
}

const ALREADY_HERE: Record<string, string> = {
  'deal-id': 'Already here: same deal ID',
  fingerprint: 'Already here: the same row came in a file before',
  figures: 'Already here: same symbol, time, prices and net',
  repeated: 'Stands in the file twice',
}

/** Rows of one verdict and cause, in words. */
export function causeInWords(verdict: string, cause: string | null): CauseWords {
  switch (verdict) {
    case 'new':
      return { text: 'New', cure: null }
    case 'already-here':
      return { text: ALREADY_HERE[cause ?? ''] ?? 'Already here', cure: null }
    case 'differs':
      return {
        text: 'Known by their deal ID, with other figures; what is here stays',
        cure: 'Compare them on the import’s page.',
      }
    case 'not-a-trade':
      if (cause === 'left-out') return { text: 'You left these rows out', cure: null }
      return { text: `Not trades: ${NOT_TRADES[cause as NotATrade] ?? 'other rows'}`, cure: null }
    default:
      return (
        PROBLEMS[cause as ProblemCode] ?? {
          text: 'Could not be read',
          cure: 'Look at the rows on the import’s page.',
        }
      )
  }
}
