import { canBeSameMoney } from './currency'
import { type DealField, FIELD_NAMES } from './header-dictionary'
import type { FileRecord } from './parse'
import type { HeaderCell } from './read-header'
import { readUtcOffset } from './read-zone'
import { refuse } from './refusals'
import type { ColumnUse, ImportChoices, RefusedFile } from './types'

export type ChosenColumns = Partial<Record<DealField, HeaderCell>>

export type ColumnChoice = {
  columns: ChosenColumns
  use: ColumnUse[]
  /** Null when no header names a zone. */
  utcOffsetMinutes: number | null
  /** All net columns when there is more than one. */
  netQuestion: { options: string[]; chosen: string; evidence: string; answered: boolean } | null
  /** False when the only direction column is called just `Direction` or `Side`. */
  directionIsProven: boolean
}

const REQUIRED: readonly DealField[] = [
  'symbol',
  'closedAt',
  'entryPrice',
  'exitPrice',
  'quantity',
  'net',
]

/** Fields where a wrong pick of two columns would falsify a deal. */
const MUST_BE_ONE: ReadonlySet<DealField> = new Set<DealField>([
  'dealId',
  'symbol',
  'direction',
  'closingDirection',
  'openedAt',
  'closedAt',
  'entryPrice',
  'exitPrice',
  'quantity',
  'swap',
  'commission',
])

const COMPARED_ROWS = 1000

export function missingFields(headers: readonly HeaderCell[]): string[] {
  const fields = new Set(headers.map(({ field }) => field))
  const missing = REQUIRED.filter(
    (field) => !fields.has(field) && !(field === 'quantity' && fields.has('volume')),
  ).map((field) => FIELD_NAMES[field] ?? field)
  if (!fields.has('direction') && !fields.has('closingDirection')) {
    missing.splice(1, 0, 'opening direction')
  }
  return missing
}

export function refuseMissing(missing: readonly string[]): RefusedFile {
  const [first = ''] = missing
  const article = /^[aeiou]/.test(first) ? 'an' : 'a'
  return missing.length === 1
    ? refuse('missing-columns', { title: `We could not find ${article} ${first} column` })
    : refuse('missing-columns', {
        title: 'Some columns we need are not in this file',
        detail: `We could not find: ${missing.join(', ')}.`,
      })
}

export function chooseColumns(
  headers: readonly HeaderCell[],
  sample: readonly FileRecord[],
  choices: ImportChoices,
): ColumnChoice | RefusedFile {
  const missing = missingFields(headers)
  if (missing.length > 0) return refuseMissing(missing)

  const groups = groupByField(headers)
  const columns: ChosenColumns = {}
  for (const [field, group] of groups) {
    const [first] = group
    if (!first || field === 'net' || field === 'gross' || field === 'balance') continue
    if (group.length > 1 && MUST_BE_ONE.has(field) && !haveEqualCells(group, sample)) {
      return refuse('column-twice', { detail: `Twice: ${first.header}.` })
    }
    columns[field] = first
  }

  const nets = groups.get('net') ?? []
  const balances = groups.get('balance') ?? []
  const net = chooseNet(nets, balances, sample, choices)
  columns.net = net.column
  const inCurrencyOfNet = (group: readonly HeaderCell[]) =>
    group.find(({ mark }) => mark?.written === net.column.mark?.written) ??
    group.find(({ mark }) => canBeSameMoney(mark, net.column.mark))
  columns.gross = inCurrencyOfNet(groups.get('gross') ?? [])
  columns.balance = inCurrencyOfNet(balances)

  const zones = [columns.closedAt, columns.openedAt]
    .map((column) => (column?.qualifier ? readUtcOffset(column.qualifier) : null))
    .filter((offset) => offset !== null)
  const [zone = null, otherZone = zone] = zones
  if (zone !== otherZone) return refuse('zones-differ')

  const used = new Set<number | undefined>(Object.values(columns).map((column) => column?.index))
  if (columns.quantity) used.delete(columns.volume?.index)
  return {
    columns,
    use: headers.map(({ index, header, field }) => ({
      position: index + 1,
      header,
      field: used.has(index) ? fieldInUse(field) : null,
    })),
    utcOffsetMinutes: zone,
    netQuestion: net.question,
    directionIsProven: columns.direction?.proof === true || columns.closingDirection !== undefined,
  }
}

/** `Created` and `Entry time` are opening times once the table is known to hold closed deals. */
function fieldInUse(field: HeaderCell['field']): string | null {
  return field === 'created' || field === 'entryTime' ? 'openedAt' : field
}

function groupByField(headers: readonly HeaderCell[]): Map<DealField, HeaderCell[]> {
  const groups = new Map<DealField, HeaderCell[]>()
  for (const header of headers) {
    const field = fieldInUse(header.field)
    if (field === null || !isDealField(field)) continue
    const group = groups.get(field)
    if (group) group.push(header)
    else groups.set(field, [header])
  }
  return groups
}

const DEAL_FIELDS: ReadonlySet<string> = new Set<DealField>([
  'dealId',
  'orderId',
  'positionId',
  'symbol',
  'direction',
  'closingDirection',
  'openedAt',
  'closedAt',
  'entryPrice',
  'exitPrice',
  'quantity',
  'volume',
  'swap',
  'commission',
  'gross',
  'net',
  'balance',
  'pips',
  'label',
  'comment',
  'channel',
])

function isDealField(field: string): field is DealField {
  return DEAL_FIELDS.has(field)
}

function haveEqualCells(group: readonly HeaderCell[], sample: readonly FileRecord[]): boolean {
  return sample
    .slice(0, COMPARED_ROWS)
    .every(({ cells }) =>
      group.every(({ index }) => (cells[index] ?? '') === (cells[group[0]?.index ?? 0] ?? '')),
    )
}

/** The one column in one of these currencies; a code says it better than a sign like `$`. */
function only(columns: readonly HeaderCell[], codes: readonly string[]): HeaderCell | undefined {
  const fits = columns.filter(({ mark }) => mark?.candidates.some((code) => codes.includes(code)))
  const exact = fits.filter(({ mark }) => mark?.candidates.length === 1)
  const best = exact.length > 0 ? exact : fits
  return best.length === 1 ? best[0] : undefined
}

/** How the question names a column: its header, with its place when two are written alike. */
function optionOf(column: HeaderCell, all: readonly HeaderCell[]): string {
  const alike = all.filter(({ header }) => header === column.header).length > 1
  return alike ? `${column.header} (column ${column.index + 1})` : column.header
}

function chooseNet(
  nets: readonly HeaderCell[],
  balances: readonly HeaderCell[],
  sample: readonly FileRecord[],
  choices: ImportChoices,
): { column: HeaderCell; question: ColumnChoice['netQuestion'] } {
  const [first] = nets
  if (!first) throw new Error('chooseNet needs at least one net column')
  if (nets.length === 1) return { column: first, question: null }
  const options = nets.map((column) => optionOf(column, nets))
  const decided = (column: HeaderCell, evidence: string, answered = true) => ({
    column,
    question: { options, chosen: optionOf(column, nets), evidence, answered },
  })

  const ofAccount = only(nets, choices.accountCurrency ? [choices.accountCurrency] : [])
  if (ofAccount) return decided(ofAccount, `the account is in ${choices.accountCurrency}`)
  const [balance] = balances
  const likeBalance = only(nets, balances.length === 1 ? (balance?.mark?.candidates ?? []) : [])
  if (likeBalance) {
    return decided(likeBalance, `"${balance?.header}" is always in the account's currency`)
  }
  const answer = nets.find((column) => optionOf(column, nets) === choices.netColumn)
  if (answer) return decided(answer, 'you chose this column')
  if (haveEqualCells(nets, sample) && new Set(nets.map((n) => n.mark?.written)).size === 1) {
    return decided(first, 'both columns say the same in every row')
  }
  return decided(first, 'the file does not say which is in the currency of the account', false)
}
