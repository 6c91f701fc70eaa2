import type { ColumnChoice } from './choose-columns'
import type { HeaderCell } from './read-header'
import type { DecimalMarkDecision } from './read-number'
import type { TimeDecision } from './read-time'
import { utcOffsetInWords } from './read-zone'
import type { Assumption, DateOrder, DecimalMark, ImportChoices } from './types'

/** Offsets in use somewhere, beside the whole hours. */
const ODD_OFFSETS = [-570, -210, 210, 270, 330, 345, 390, 525, 570, 630, 765]

const OFFSETS = [...Array.from({ length: 27 }, (_, hour) => (hour - 12) * 60), ...ODD_OFFSETS].sort(
  (a, b) => a - b,
)

function settled(kind: Assumption['kind'], value: string, words: string, evidence: string) {
  const rest = { certain: true, needsAnswer: false, alternatives: [] }
  return { kind, value, words, evidence, ...rest } satisfies Assumption
}

export function describeZone(
  inHeader: number | null,
  offset: number,
  closedAt: HeaderCell,
  answered: boolean,
): Assumption {
  const value = String(offset)
  const words = utcOffsetInWords(offset)
  const header = `"${closedAt.header}"`
  if (inHeader !== null) return settled('zone', value, words, `from the header ${header}`)
  return {
    kind: 'zone',
    value,
    words,
    evidence: answered
      ? 'not in the file; you chose it'
      : `${header} does not say which zone its times are in`,
    certain: false,
    needsAnswer: !answered,
    alternatives: OFFSETS.filter((minutes) => minutes !== offset).map((minutes) => ({
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
export function describeDateOrder(decision: TimeDecision): Assumption | null {
  const { order, because, proofLine } = decision
  if (because === 'shape') return null
  const words = ORDER_WORDS[order]
  if (because === 'proof') {
    const evidence = `the date on line ${proofLine} can only be ${words}`
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

export function describeDecimalMark(decision: DecimalMarkDecision): Assumption {
  const { mark, because } = decision
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

export function describeQuantityUnit(
  units: ReadonlySet<string>,
  written: boolean,
  fromVolume: boolean,
): Assumption {
  const words = units.size === 0 ? 'lots' : [...units].sort().slice(0, 5).join(', ')
  const evidence = written
    ? 'the unit is written beside the number'
    : fromVolume
      ? 'there is no quantity column, so the volume is used as it is'
      : 'no unit is written; cTrader writes lots'
  const rest = { certain: written, needsAnswer: false, alternatives: [] }
  return { kind: 'quantity-unit', value: words, words, evidence, ...rest }
}

export function describePositionIds(named: { id: bigint; lines: [number, number] }): Assumption {
  const [one, two] = named.lines
  const evidence = `lines ${one} and ${two} have the same ID and different figures`
  return settled('id-column', 'position-id', 'ID names the position, not the deal', evidence)
}
