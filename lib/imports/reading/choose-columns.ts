import type { FileRecord } from './containers/table'
import { canBeSameMoney } from './currency'
import { type DealField, isDealField } from './headers/fields'
import type { HeaderCell } from './read-header'
import { readUtcOffset } from './read-zone'
import { refuse } from './refusals'
import type { DealsKind } from './table-kind'
import type { ImportChoices, RefusedFile } from './types'

export type ChosenColumns = Partial<Record<DealField, HeaderCell>>

/** Net that no column holds is the sum of these. */
export type NetSum = { parts: DealField[]; certain: boolean }

export type ColumnChoice = {
  columns: ChosenColumns
  /** The column that says which money net is in. */
  money: HeaderCell
  netSum: NetSum | null
  /** Places of the columns that are read. */
  used: ReadonlySet<number>
  /** Null when no header names a zone. */
  utcOffsetMinutes: number | null
  /** All net columns when there is more than one. */
  netQuestion: { options: string[]; chosen: string; evidence: string; answered: boolean } | null
  /** False when the only direction column is called just `Direction` or `Side`. */
  directionIsProven: boolean
}

export const REQUIRED: readonly DealField[] = [
  'symbol',
  'direction',
  'closedAt',
  'entryPrice',
  'exitPrice',
  'quantity',
  'net',
]

/** Fields where a wrong pick of two columns would falsify a deal. */
export const MUST_BE_ONE: ReadonlySet<DealField> = new Set<DealField>([
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
  'otherCosts',
  'currency',
])

const COMPARED_ROWS = 1000

/** What a table of this kind needs and these headers do not have. */
export function missingFields(headers: readonly HeaderCell[], kind: DealsKind): DealField[] {
  const fields = new Set(headers.map(({ field }) => field))
  const insteadOf: Readonly<Partial<Record<DealField, boolean>>> = {
    quantity: fields.has('volume'),
    direction: fields.has('closingDirection'),
    net: netSumOf(fields, kind) !== null,
  }
  return REQUIRED.filter((field) => !fields.has(field) && !insteadOf[field])
}

/** Gross and costs add up to net; where costs may be missing, only files known to be so may. */
function netSumOf(fields: ReadonlySet<HeaderCell['field']>, kind: DealsKind): NetSum | null {
  if (fields.has('net') || !fields.has('gross')) return null
  const costs = (['swap', 'commission', 'otherCosts'] as const).filter((field) => fields.has(field))
  const certain = fields.has('swap') && fields.has('commission')
  return certain || kind === 'mapped' ? { parts: ['gross', ...costs], certain } : null
}

export function aColumn(name: string): string {
  return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name} column`
}

export function chooseColumns(
  headers: readonly HeaderCell[],
  kind: DealsKind,
  sample: readonly FileRecord[],
  choices: ImportChoices,
): ColumnChoice | RefusedFile {
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

  const netSum = netSumOf(new Set(groups.keys()), kind)
  const balances = groups.get('balance') ?? []
  const net = chooseNet(groups.get(netSum ? 'gross' : 'net') ?? [], balances, sample, choices)
  const money = net.column
  const inCurrencyOfNet = (group: readonly HeaderCell[]) =>
    group.find(({ mark }) => mark?.written === money.mark?.written) ??
    group.find(({ mark }) => canBeSameMoney(mark, money.mark))
  columns.net = netSum ? undefined : money
  columns.gross = netSum ? money : inCurrencyOfNet(groups.get('gross') ?? [])
  columns.balance = inCurrencyOfNet(balances)

  const zones = [columns.closedAt, columns.openedAt]
    .map((column) => (column?.qualifier ? readUtcOffset(column.qualifier) : null))
    .filter((offset) => offset !== null)
  const [zone = null, otherZone = zone] = zones
  if (zone !== otherZone) return refuse('zones-differ')

  const used = new Set(Object.values(columns).flatMap((column) => column?.index ?? []))
  if (columns.quantity && columns.volume) used.delete(columns.volume.index)
  return {
    columns,
    money,
    netSum,
    used,
    utcOffsetMinutes: zone,
    netQuestion: net.question,
    directionIsProven: columns.direction?.proof === true || columns.closingDirection !== undefined,
  }
}

function groupByField(headers: readonly HeaderCell[]): Map<DealField, HeaderCell[]> {
  const groups = new Map<DealField, HeaderCell[]>()
  for (const header of headers) {
    const { field } = header
    if (field === null || !isDealField(field)) continue
    const group = groups.get(field)
    if (group) group.push(header)
    else groups.set(field, [header])
  }
  return groups
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
