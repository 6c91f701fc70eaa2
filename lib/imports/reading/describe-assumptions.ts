import type { ColumnChoice, NetSum } from './choose-columns'
import type { SheetChoice } from './choose-table'
import type { Zone } from './deals-file'
import { FIELD_NAMES } from './headers/fields'
import { momentInUtc } from './in-words'
import type { HeaderCell } from './read-header'
import type { DecimalMarkDecision } from './read-number'
import type { TimeDecision } from './read-time'
import { utcOffsetInWords } from './read-zone'
import type {
  Assumption,
  ContainerKind,
  DateOrder,
  DecimalMark,
  Family,
  ImportChoices,
  ImportedDeal,
} from './types'

/** Offsets in use somewhere, beside the whole hours. */
const ODD_OFFSETS = [-570, -210, 210, 270, 330, 345, 390, 525, 570, 630, 765]

const OFFSETS = [...Array.from({ length: 27 }, (_, hour) => (hour - 12) * 60), ...ODD_OFFSETS].sort(
  (a, b) => a - b,
)

function settled(kind: Assumption['kind'], value: string, words: string, evidence: string) {
  const rest = { certain: true, needsAnswer: false, alternatives: [] }
  return { kind, value, words, evidence, ...rest } satisfies Assumption
}

export function describeSimulated(known: boolean): Assumption {
  return {
    kind: 'simulated',
    value: 'yes',
    words: 'these are simulated trades',
    evidence: 'the columns are those a cBot or a backtest writes',
    certain: known,
    needsAnswer: !known,
    alternatives: [],
  }
}

export function describeSheet({ chosen, all }: NonNullable<SheetChoice>): Assumption {
  return {
    kind: 'sheet',
    value: chosen,
    words: chosen,
    evidence: `${all.length} sheets of this workbook hold trades; one is read at a time`,
    certain: false,
    needsAnswer: false,
    alternatives: all
      .filter((name) => name !== chosen)
      .map((name) => ({ value: name, words: name })),
  }
}

export function describeMapping(headers: readonly HeaderCell[]): Assumption {
  const named = headers.filter(({ field }) => field !== null).length
  const words = `as you chose them (${named} of ${headers.length} are used)`
  return settled('mapping', 'chosen', words, 'you said what the columns are')
}

/** Where no header says the zone, the first trade shows what the answer means. */
export function describeZone(
  { offsetMinutes, because }: Zone,
  closedAt: HeaderCell | undefined,
  first: ImportedDeal | null,
  lineWord: string,
): Assumption {
  const value = String(offsetMinutes)
  const words = utcOffsetInWords(offsetMinutes)
  const header = `"${closedAt?.header ?? ''}"`
  if (because === 'header') return settled('zone', value, words, `from the header ${header}`)
  if (because === 'cells') {
    return settled('zone', value, 'written with each time', `each time in ${header} names its own`)
  }
  const example = first ? `; ${lineWord} ${first.line} is then ${momentInUtc(first.closedAt)}` : ''
  const evidence = {
    choice: 'not in the file; you chose it',
    'last-time': `not in the file; files of this account were in ${words} before`,
    unknown: `${header} does not say which zone its times are in`,
  }[because]
  return {
    kind: 'zone',
    value,
    words,
    evidence: evidence + example,
    certain: false,
    needsAnswer: because !== 'choice',
    alternatives: OFFSETS.filter((minutes) => minutes !== offsetMinutes).map((minutes) => ({
      value: String(minutes),
      words: utcOffsetInWords(minutes),
    })),
  }
}

const ORDER_WORDS: Readonly<Record<DateOrder, string>> = {
  'day-first': 'day first',
  'month-first': 'month first',
}

/** Null where the shape of the dates leaves no choice. */
export function describeDateOrder(decision: TimeDecision, lineWord: string): Assumption | null {
  const { order, because, proofLine } = decision
  if (because === 'shape') return null
  const words = ORDER_WORDS[order]
  if (because === 'proof') {
    const evidence = `the date on ${lineWord} ${proofLine} can only be ${words}`
    return settled('date-order', order, words, evidence)
  }
  const other: DateOrder = order === 'day-first' ? 'month-first' : 'day-first'
  const evidence = {
    choice: 'the dates could be read either way; you chose it',
    native: 'no date in this file shows it; cTrader writes the day first',
    unclear: 'the dates could be read either way, and are not written as cTrader writes them',
  }[because]
  return {
    kind: 'date-order',
    value: order,
    words,
    evidence,
    certain: false,
    needsAnswer: because === 'unclear',
    alternatives: [{ value: other, words: ORDER_WORDS[other] }],
  }
}

const MARK_WORDS: Readonly<Record<DecimalMark, string>> = { '.': 'point', ',': 'comma' }

export function describeDecimalMark(
  decision: DecimalMarkDecision,
  container: ContainerKind,
): Assumption {
  const { mark, because } = decision
  if (container === 'xlsx' && mark === '.') {
    return settled(
      'decimal-mark',
      mark,
      MARK_WORDS[mark],
      'a workbook stores its numbers as numbers',
    )
  }
  if (mark === 'mixed') {
    const evidence = 'some numbers have a decimal point, others a decimal comma'
    return settled('decimal-mark', mark, 'point and comma', evidence)
  }
  const words = MARK_WORDS[mark]
  const other: DecimalMark = mark === '.' ? ',' : '.'
  const evidence = {
    proof: `numbers in this file can only be read with a decimal ${words}`,
    'only-dots': 'no number in this file has a comma',
    semicolon: 'columns are separated by semicolons, as where decimals have a comma',
    choice: 'numbers such as 1,234 could be read either way; you chose it',
    unclear: 'numbers such as 1,234 could be read either way',
  }[because]
  const { certain, needsAnswer } = decision
  const alternatives = certain ? [] : [{ value: other, words: MARK_WORDS[other] }]
  return { kind: 'decimal-mark', value: mark, words, evidence, certain, needsAnswer, alternatives }
}

export function describeNetColumn(
  question: ColumnChoice['netQuestion'],
  choices: ImportChoices,
): Assumption | null {
  if (!question) return null
  const { chosen, evidence, answered, options } = question
  const byChoice = answered && choices.netColumn === chosen
  return {
    kind: 'net-column',
    value: chosen,
    words: chosen,
    evidence,
    certain: answered && !byChoice,
    needsAnswer: !answered,
    alternatives: options
      .filter((option) => option !== chosen)
      .map((option) => ({ value: option, words: option })),
  }
}

const WITHOUT_UNIT: Readonly<Partial<Record<Family, string>>> = {
  mt5: 'MetaTrader writes lots',
  mapped: 'taken as lots, or whatever the symbol is traded in',
}

export function describeQuantityUnit(
  units: ReadonlySet<string>,
  written: 'cell' | 'header' | null,
  where: Family | 'volume-only',
): Assumption {
  const words = units.size === 0 ? 'lots' : [...units].sort().slice(0, 5).join(', ')
  const evidence = written
    ? `the unit is written ${written === 'cell' ? 'beside the number' : 'in the header'}`
    : where === 'volume-only'
      ? 'there is no quantity column, so the volume is used as it is'
      : `no unit is written; ${WITHOUT_UNIT[where] ?? 'cTrader writes lots'}`
  const rest = { certain: written !== null, needsAnswer: false, alternatives: [] }
  return { kind: 'quantity-unit', value: words, words, evidence, ...rest }
}

/** Net that is worked out: certain where gross and both costs are in the file. */
export function describeNetSum({ parts, certain }: NetSum): Assumption {
  const words = parts.map((field) => FIELD_NAMES[field]).join(' + ')
  const evidence = certain
    ? 'the file has no net column'
    : 'the file has no net column, and not every cost; check that its gross is before costs'
  return { ...settled('net-column', 'sum', words, evidence), certain }
}

export function describePositionIds(
  named: { id: bigint; lines: [number, number] },
  lineWord: string,
): Assumption {
  const [one, two] = named.lines
  const evidence = `${lineWord}s ${one} and ${two} have the same ID and different figures`
  return settled('id-column', 'position-id', 'ID names the position, not the deal', evidence)
}
