import type { Ledger } from './provider'

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

type Row = Ledger['positions'][number]['closingDeals'][number] & {
  symbol: string
  direction: 'BUY' | 'SELL'
  openedAt: string
  entryPrice: string
  lots: string
}

/** Exports hold one row per closing deal. */
function rowsOf(ledger: Ledger): Row[] {
  return ledger.positions.flatMap((position) =>
    position.closingDeals.map((deal) => ({
      ...deal,
      symbol: position.symbol,
      direction: position.direction,
      openedAt: position.openedAt,
      entryPrice: position.entryPrice,
      lots: ((Number(deal.volume) * Number(position.lots)) / Number(position.volume)).toFixed(2),
    })),
  )
}

/** Family A: quoted, a currency symbol in the header, DD/MM/YYYY, no ids. Times in UTC+2. */
export function exportFamilyA(ledger: Ledger): string {
  const mark = { EUR: '€', USD: '$', GBP: '£' }[ledger.currency] ?? ledger.currency
  const header = [
    'Symbol',
    'Opening direction',
    'Closing time (UTC+2)',
    'Entry price',
    'Closing price',
    'Closing Quantity',
    `Net ${mark}`,
  ]
  const lines = rowsOf(ledger).map((row) => [
    row.symbol,
    row.direction === 'BUY' ? 'Buy' : 'Sell',
    numeric(shifted(row.closedAt, 120)),
    row.entryPrice,
    row.price,
    `${row.lots} Lots`,
    grouped(row.net),
  ])
  return [header, ...lines].map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\r\n')
}

/** Family B: sections, a currency code in the header, month names, deal ids. Times in UTC+3:30. */
export function exportFamilyB(ledger: Ledger): string {
  const { currency } = ledger
  const header = `Deal ID,Symbol,Opening Direction,Opening time (UTC+3:30),Closing Time (UTC+3:30),Entry price,Closing price,Closing Quantity,Commissions,Net ${currency}`
  const lines = rowsOf(ledger).map((row) =>
    [
      `DID${row.dealId}`,
      row.symbol,
      row.direction === 'BUY' ? 'Buy' : 'Sell',
      worded(shifted(row.openedAt, 210)),
      worded(shifted(row.closedAt, 210)),
      row.entryPrice,
      row.price,
      `${row.lots} Lots`,
      row.commission,
      grouped(row.net),
    ].join(','),
  )
  return ['Deals', header, ...lines, ''].join('\n')
}

function shifted(instant: string, minutes: number): Date {
  return new Date(new Date(instant).getTime() + minutes * 60_000)
}

/** The parts of an instant that was shifted into its zone. */
function parts(at: Date) {
  const iso = at.toISOString()
  return {
    year: iso.slice(0, 4),
    month: iso.slice(5, 7),
    day: iso.slice(8, 10),
    time: iso.slice(11, 23),
  }
}

function numeric(at: Date): string {
  const { year, month, day, time } = parts(at)
  return `${day}/${month}/${year} ${time}`
}

function worded(at: Date): string {
  const { year, month, day, time } = parts(at)
  return `${day} ${MONTHS[Number(month) - 1]} ${year} ${time}`
}

/** cTrader groups thousands by a space. */
function grouped(amount: string): string {
  return amount.replace(/\B(?=(\d{3})+(?=\.))/g, ' ')
}
