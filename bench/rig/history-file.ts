const SYMBOLS = ['EURUSD', 'GBPUSD', 'USDJPY', 'XAUUSD', 'NatGas', 'US100.cash']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const BEGIN = Date.UTC(2016, 0, 4)
/** A closing every few minutes, over years. */
const BETWEEN_MS = 187_321

type Row = {
  number: number
  symbol: string
  long: boolean
  openedAt: Date
  closedAt: Date
  entry: string
  exit: string
  lots: string
  net: string
  balance: string
}

/** Every third position is closed in two parts, as people do. */
function* rows(count: number): Generator<Row> {
  let cents = 10_000_00
  let open = BEGIN
  for (let number = 0; number < count; number++) {
    const closedAt = new Date(BEGIN + (number + 20) * BETWEEN_MS)
    if (number % 4 !== 3) open = closedAt.getTime() - 3_600_000 - (number % 977) * 1_000
    const long = Math.floor(number / 4) % 2 === 0
    // Without an opening time, positions with one entry price are taken for one: no two need have it.
    const entry = 1.05 + ((Math.floor(number / 4) * 7919) % 49_999) / 100_000
    const move = ((number * 7919) % 401) - 200
    const net = long ? move * 10 : -move * 10
    cents += net
    yield {
      number,
      symbol: SYMBOLS[Math.floor(number / 4) % SYMBOLS.length] as string,
      long,
      openedAt: new Date(open),
      closedAt,
      entry: entry.toFixed(5),
      exit: (entry + move / 100_000).toFixed(5),
      lots: `${((number % 20) + 1) / 100}`,
      net: (net / 100).toFixed(2),
      balance: (cents / 100).toFixed(2),
    }
  }
}

function byMonthName(at: Date): string {
  const iso = at.toISOString()
  return `${iso.slice(8, 10)} ${MONTHS[at.getUTCMonth()]} ${iso.slice(0, 4)} ${iso.slice(11, 23)}`
}

function dayFirst(at: Date): string {
  const iso = at.toISOString()
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)} ${iso.slice(11, 23)}`
}

/** cTrader's statement CSV, nothing quoted, with ids and opening times. */
export function statementFile(count: number): Buffer<ArrayBuffer> {
  const lines = [
    'Deal ID,Symbol,Opening Direction,Opening time (UTC+0),Closing Time (UTC+0),Entry price,Closing price,Closing Quantity,Net USD,Balance USD',
  ]
  for (const row of rows(count))
    lines.push(
      [
        `DID${900_000_000 + row.number}`,
        row.symbol,
        row.long ? 'Buy' : 'Sell',
        byMonthName(row.openedAt),
        byMonthName(row.closedAt),
        row.entry,
        row.exit,
        `${row.lots} Lots`,
        row.net,
        row.balance,
      ].join(','),
    )
  return Buffer.from(`${lines.join('\n')}\n`)
}

/** cTrader's History CSV with its usual columns, every field quoted: the most common file there is. */
export function historyFile(count: number): Buffer<ArrayBuffer> {
  const lines = [
    '"Symbol","Opening direction","Closing time (UTC+0)","Entry price","Closing price","Closing Quantity","Net $","Balance $"',
  ]
  for (const row of rows(count))
    lines.push(
      `"${[
        row.symbol,
        row.long ? 'Buy' : 'Sell',
        dayFirst(row.closedAt),
        row.entry,
        row.exit,
        `${row.lots} Lots`,
        row.net,
        row.balance,
      ].join('","')}"`,
    )
  return Buffer.from(`${lines.join('\r\n')}\r\n`)
}
