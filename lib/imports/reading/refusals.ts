import { aColumn, missingFields } from './choose-columns'
import { FIELD_NAMES } from './headers/fields'
import type { TableHeader } from './mapping'
import type { Recogniser } from './recognise'
import type { ContainerKind, RefusalCode, RefusedFile } from './types'

const EXPORT_HINT =
  'In cTrader, open the History tab, right-click the table, choose Export and then CSV.'

const MESSAGES: Readonly<Record<RefusalCode, { title: string; body: string }>> = {
  empty: { title: 'This file is empty', body: `There is nothing in it to read. ${EXPORT_HINT}` },
  'too-large': {
    title: 'This file is larger than we can take',
    body: 'Files may be up to 100 MB. Export a shorter period, or split the file in two.',
  },
  'too-many-rows': {
    title: 'This file has more rows than we can take',
    body: 'Export a shorter period, or split the file in two.',
  },
  xls: {
    title: 'This is an old Excel workbook (.xls)',
    body: 'Its format cannot be read safely. Open it and save it as .xlsx or CSV, or better, take the CSV export straight from cTrader.',
  },
  xlsb: {
    title: 'This is a binary Excel workbook (.xlsb)',
    body: 'Please save it as .xlsx or CSV, or better, take the CSV export straight from cTrader.',
  },
  ods: {
    title: 'This is a spreadsheet of another office program',
    body: 'Please save it as .xlsx or CSV, or better, take the CSV export straight from cTrader.',
  },
  archive: {
    title: 'This is an archive with files in it',
    body: 'Please unpack it and upload the export inside.',
  },
  'password-protected': {
    title: 'This workbook is protected by a password',
    body: 'Nobody but you can open it. Save a copy without a password, or take the CSV export straight from cTrader.',
  },
  'workbook-damaged': {
    title: 'This workbook is damaged',
    body: 'It may not have been copied completely. Please export it again and upload it untouched.',
  },
  'unpacks-too-large': {
    title: 'This workbook unpacks to more than we can take',
    body: `A few rows must not become gigabytes. ${EXPORT_HINT}`,
  },
  picture: {
    title: 'This is a picture',
    body: `Trades cannot be read from a screenshot. ${EXPORT_HINT}`,
  },
  pdf: {
    title: 'This is a PDF',
    body: 'PDF statements are not read yet. Please export the History tab as CSV or Excel, or save the statement as HTML.',
  },
  'html-without-table': {
    title: 'This web page holds no table of closed trades',
    body: `We looked through all of its tables for columns such as Symbol, Opening direction and Closing time. ${EXPORT_HINT}`,
  },
  'not-text': {
    title: 'This does not look like a text file',
    body: `We expected a CSV export, and found something else. ${EXPORT_HINT}`,
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
  'metatrader-4': {
    title: 'This is a MetaTrader 4 statement',
    body: 'Only the history report of MetaTrader 5 is read for now, as HTML or as an Excel workbook.',
  },
  'metatrader-detail': {
    title: 'This is a list of MetaTrader orders or deals',
    body: 'It does not say at which price each trade was opened. In MetaTrader 5 open the History tab, right-click, choose Report and then HTML or Open XML; that report lists closed positions.',
  },
  'price-history': {
    title: 'This file holds prices, not trades',
    body: `We found open, high, low and close columns. ${EXPORT_HINT}`,
  },
  'results-summary': {
    title: 'This file holds a summary of results, not trades',
    body: `We found totals and ratios, but no closed trades one by one. ${EXPORT_HINT}`,
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
  'dates-turned': {
    title: 'A spreadsheet has turned some of the dates in this file',
    body: 'Some closing times are dates of the spreadsheet and others are still text, so days and months have changed places in a part of them. Please export the file again and upload it without saving it in a spreadsheet.',
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

/** The columns are known, and one or more that are needed are not among them. */
export function refuseMissing({ headers, kind }: TableHeader): RefusedFile {
  const names = missingFields(headers, kind).map((field) => FIELD_NAMES[field])
  const [first = ''] = names
  return names.length === 1
    ? refuse('missing-columns', { title: `We could not find ${aColumn(first)}` })
    : refuse('missing-columns', {
        title: 'Some columns we need are not in this file',
        detail: `We could not find: ${names.join(', ')}.`,
      })
}

/** A table was found that is something else; the first of these is what it is called. */
const OTHER_TABLES = [
  ['backtest-events', 'backtest-events'],
  ['metatrader-4', 'metatrader-4'],
  ['positions', 'open-positions'],
  ['orders', 'pending-orders'],
  ['metatrader-detail', 'metatrader-detail'],
  ['price-history', 'price-history'],
  ['results-summary', 'results-summary'],
  ['summary', 'results-summary'],
] as const

export function refuseUnrecognised({ kinds }: Recogniser, container: ContainerKind): RefusedFile {
  const found = OTHER_TABLES.find(([kind]) => kinds.has(kind))
  if (found) return refuse(found[1])
  return refuse(container === 'html' ? 'html-without-table' : 'not-recognised')
}
