import type { RefusalCode, RefusedFile } from './types'

const EXPORT_HINT =
  'In cTrader, open the History tab, right-click the table, choose Export and then CSV.'

const MESSAGES: Readonly<Record<RefusalCode, { title: string; body: string }>> = {
  empty: { title: 'This file is empty', body: `There is nothing in it to read. ${EXPORT_HINT}` },
  'too-large': {
    title: 'This file is larger than we can take',
    body: 'Files may be up to 32 MB. Export a shorter period, or split the file in two.',
  },
  'too-many-rows': {
    title: 'This file has more rows than we can take',
    body: 'Files may have up to 200,000 rows. Export a shorter period, or split the file in two.',
  },
  xlsx: {
    title: 'This is an Excel workbook',
    body: `Workbooks cannot be read yet. Please upload the CSV export instead. ${EXPORT_HINT}`,
  },
  xls: {
    title: 'This is an old Excel workbook (.xls)',
    body: `Please upload the CSV export from cTrader instead. ${EXPORT_HINT}`,
  },
  pdf: {
    title: 'This is a PDF',
    body: `PDF statements cannot be read. Please upload the CSV export instead. ${EXPORT_HINT}`,
  },
  html: {
    title: 'This is a web page or an HTML statement',
    body: `HTML statements cannot be read yet. Please upload the CSV export instead. ${EXPORT_HINT}`,
  },
  'not-text': {
    title: 'This does not look like a text file',
    body: `We expected a CSV export, and found something else. ${EXPORT_HINT}`,
  },
  'cbot-history': {
    title: 'This is the history of a cBot or a backtest',
    body: 'Its rows are simulated trades, and they would mix with your real ones, so we leave them out. Export the History tab of your trading account instead.',
  },
  'backtest-events': {
    title: 'This is the event list of a backtest',
    body: 'It lists simulated events, not closed trades. Export the History tab of your trading account instead.',
  },
  'open-positions': {
    title: 'This file lists open positions',
    body: `It holds no closed trades, and open positions have no result yet. ${EXPORT_HINT}`,
  },
  'pending-orders': {
    title: 'This file lists pending orders',
    body: `It holds no closed trades; pending orders have not been filled. ${EXPORT_HINT}`,
  },
  metatrader: {
    title: 'This looks like a MetaTrader history',
    body: `Only cTrader exports can be read for now. ${EXPORT_HINT}`,
  },
  'price-history': {
    title: 'This file holds prices, not trades',
    body: `We found open, high, low and close columns. ${EXPORT_HINT}`,
  },
  'missing-columns': {
    title: 'A column we need is not in this file',
    body: 'Right-click the header of the History table in cTrader, tick the missing column, and export again.',
  },
  'column-twice': {
    title: 'A column is in this file twice',
    body: 'We cannot tell which of the two to use. Remove one of them and upload the file again.',
  },
  'two-tables': {
    title: 'This file holds two tables with different columns',
    body: 'It looks as if two exports were joined. Please upload them one by one.',
  },
  'zones-differ': {
    title: 'Opening and closing times are in different time zones',
    body: 'A cTrader export has one zone for the whole file. Please export it again and upload it untouched.',
  },
  'date-orders-mixed': {
    title: 'Dates are written in two different orders',
    body: 'Some dates have the day first and others the month, which happens when a spreadsheet saves the file again. Please upload the export untouched.',
  },
  'spreadsheet-damage': {
    title: 'A spreadsheet has changed the times in this file',
    body: 'Opening the export in a spreadsheet and saving it cuts off the dates. Please export it again and upload it without opening it first.',
  },
  'direction-unclear': {
    title: 'We cannot tell buys from sells in this file',
    body: `Its direction column does not agree with prices and results. ${EXPORT_HINT}`,
  },
  'no-deals': {
    title: 'There are no closed trades in this file',
    body: 'The columns are right, but there are no rows under them. Choose a period with closed trades in the History tab and export again.',
  },
  'not-recognised': {
    title: 'We could not find a table of closed trades',
    body: `We looked for columns such as Symbol, Opening direction and Closing time. Did this come from cTrader's History tab? ${EXPORT_HINT}`,
  },
}

export function refuse(
  code: RefusalCode,
  override: { title?: string; detail?: string } = {},
): RefusedFile {
  const { title, body } = MESSAGES[code]
  const detail = override.detail ? `${override.detail} ` : ''
  return {
    status: 'refused',
    code,
    message: { title: override.title ?? title, body: detail + body },
  }
}
