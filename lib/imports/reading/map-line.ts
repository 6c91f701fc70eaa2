import { checkRow } from './check-row'
import type { LineCursor } from './containers/delimited/plain-lines'
import type { Exact } from './exact'
import type { DealField } from './headers/fields'
import { type Reading, textOf } from './map-row'
import {
  endOfLots,
  found,
  isPlainSymbol,
  plainDirection,
  plainId,
  plainNumber,
} from './plain-cells'
import { isMissing } from './plain-text'
import { opposite, readDirection } from './read-direction'
import { readNumber } from './read-number'
import { readQuantity } from './read-quantity'
import { plainTime, readTime } from './read-time'
import type { Direction, ImportedDeal, RowProblem, RowResult } from './types'

type Amount = { value: Exact; decimals: number }
type When = { at: Date; precision: ImportedDeal['closedAtPrecision'] }

/** No row has warnings of its own here, and a million empty lists are a million too many. */
const NO_WARNINGS: RowProblem[] = []

/**
 * Reads rows from the characters of their lines. Only what is written as nearly all rows are, and has
 * nothing wrong with it: then the answer is that of `mapRow`; of any other row it has none.
 */
export class LineMapper {
  private readonly place: (field: DealField) => number
  private readonly symbol: number
  private readonly direction: number
  private readonly closingDirection: number
  private readonly openedAt: number
  private readonly closedAt: number
  private readonly entryPrice: number
  private readonly exitPrice: number
  private readonly quantity: number
  private readonly gross: number
  private readonly swap: number
  private readonly commission: number
  private readonly otherCosts: number
  private readonly net: number
  private readonly balance: number
  private readonly pips: number
  private readonly dealId: number
  private readonly positionId: number
  private readonly orderId: number
  private readonly label: number
  private readonly comment: number
  private readonly channel: number
  /** Files that need more than single cells for a value are left to `mapRow`. */
  private readonly isPlainFile: boolean
  private failed = false

  constructor(private readonly reading: Reading) {
    const { columns } = reading
    this.place = (field) => columns[field]?.index ?? -1
    this.symbol = this.place('symbol')
    this.direction = this.place('direction')
    this.closingDirection = this.place('closingDirection')
    this.openedAt = this.place('openedAt')
    this.closedAt = this.place('closedAt')
    this.entryPrice = this.place('entryPrice')
    this.exitPrice = this.place('exitPrice')
    this.quantity = this.place('quantity')
    this.gross = this.place('gross')
    this.swap = this.place('swap')
    this.commission = this.place('commission')
    this.otherCosts = this.place('otherCosts')
    this.net = this.place('net')
    this.balance = this.place('balance')
    this.pips = this.place('pips')
    this.dealId = this.place('dealId')
    this.positionId = this.place('positionId')
    this.orderId = this.place('orderId')
    this.label = this.place('label')
    this.comment = this.place('comment')
    this.channel = this.place('channel')
    this.isPlainFile =
      reading.decimalMark === '.' && !reading.netSum && !columns.currency && this.quantity >= 0
  }

  /** Null where `mapRow` has to look. */
  map(line: LineCursor): Extract<RowResult, { status: 'ok' }> | null {
    const { reading } = this
    if (!this.isPlainFile || line.count > reading.width) return null
    this.failed = false
    const symbol = this.readSymbol(line)
    const direction = this.readDirections(line)
    const closed = this.time(line, this.closedAt)
    const opened = this.openedAt < 0 ? null : this.time(line, this.openedAt)
    const entry = this.required(line, this.entryPrice)
    const entryDecimals = entry === null ? 0 : this.decimals
    const exit = this.required(line, this.exitPrice)
    const exitDecimals = exit === null ? 0 : this.decimals
    const net = this.required(line, this.net)
    if (this.failed || !direction || !closed || !entry || !exit || net === null) return null
    const quantity = this.readQuantity(line)
    const otherCosts = this.optional(line, this.otherCosts)
    const deal: ImportedDeal = {
      line: line.line,
      externalDealId: this.readId(line),
      externalOrderId:
        this.orderId < 0 ? null : this.text(line, this.orderId)?.replace(/^OID/i, '') || null,
      externalPositionId: null,
      symbol,
      direction,
      openedAt: opened?.at ?? null,
      closedAt: closed.at,
      closedAtPrecision: closed.precision,
      entryPrice: entry,
      exitPrice: exit,
      entryPriceDecimals: Math.max(entryDecimals, reading.priceDecimals),
      exitPriceDecimals: Math.max(exitDecimals, reading.priceDecimals),
      quantity,
      quantityUnit: 'lots',
      gross: this.optional(line, this.gross),
      swap: this.optional(line, this.swap),
      commission: this.optional(line, this.commission),
      net,
      currency: reading.currency,
      balanceAfter: this.optional(line, this.balance),
      pips: this.optional(line, this.pips),
      label: this.text(line, this.label),
      comment: this.text(line, this.comment),
      channel: this.text(line, this.channel),
    }
    if (this.positionId >= 0 && !isMissing(line.cell(this.positionId))) return null
    if (this.failed || checkRow(deal, otherCosts).length > 0) return null
    return { line: line.line, status: 'ok', deal, warnings: NO_WARNINGS }
  }

  /** Of the number read last. */
  private decimals = 0

  private fail(): null {
    this.failed = true
    return null
  }

  private readSymbol(line: LineCursor): string {
    const { symbol } = this
    const isPlain =
      symbol >= 0 &&
      symbol < line.count &&
      isPlainSymbol(line.codes, line.starts[symbol] ?? 0, line.ends[symbol] ?? 0)
    if (!isPlain) this.failed = true
    return isPlain ? line.cell(symbol) : ''
  }

  private readDirections(line: LineCursor): Direction | null {
    const opening = this.direction < 0 ? null : this.directionAt(line, this.direction)
    if (this.closingDirection < 0) return opening
    const closing = this.directionAt(line, this.closingDirection)
    if (!closing || opening === closing) return this.fail()
    return opening ?? opposite(closing)
  }

  private directionAt(line: LineCursor, index: number): Direction | null {
    if (index >= line.count) return this.fail()
    return (
      plainDirection(line.codes, line.starts[index] ?? 0, line.ends[index] ?? 0) ??
      readDirection(line.cell(index)) ??
      this.fail()
    )
  }

  private time(line: LineCursor, index: number): When | null {
    const { times } = this.reading
    if (index >= line.count) return this.fail()
    const at = plainTime(line.codes, line.starts[index] ?? 0, line.ends[index] ?? 0, times)
    if (at >= 0) return { at: new Date(at), precision: 'millisecond' }
    const read = readTime(line.cell(index), times)
    return read.kind === 'time' ? read : this.fail()
  }

  private required(line: LineCursor, index: number): Exact | null {
    const value = index < 0 || index >= line.count ? null : this.number(line, index)
    return value ?? this.fail()
  }

  private optional(line: LineCursor, index: number): Exact | null {
    if (index < 0 || index >= line.count || line.starts[index] === line.ends[index]) return null
    return this.number(line, index)
  }

  private number(line: LineCursor, index: number): Exact | null {
    const [start, end] = [line.starts[index] ?? 0, line.ends[index] ?? 0]
    if (plainNumber(line.codes, start, end)) {
      this.decimals = found.decimals
      return line.text.slice(start, found.end)
    }
    const read: ReturnType<typeof readNumber> = readNumber(line.cell(index), '.')
    if (read.kind === 'missing') return null
    if (read.kind === 'problem' || read.mark) return this.fail()
    const { value, decimals }: Amount = read
    this.decimals = decimals
    return value
  }

  private readQuantity(line: LineCursor): Exact {
    const { quantity } = this
    if (quantity < line.count) {
      const [start, end] = [line.starts[quantity] ?? 0, line.ends[quantity] ?? 0]
      const number = endOfLots(line.codes, start, end)
      const isPlain = number > 0 && plainNumber(line.codes, start, number)
      if (isPlain && !found.isZero && line.codes[start] !== 45)
        return line.text.slice(start, found.end)
    }
    const read = readQuantity(line.cell(quantity), '.', this.reading.unitWhenNoneWritten)
    if (read.kind === 'quantity' && read.unit === 'lots') return read.value
    this.failed = true
    return ''
  }

  private readId(line: LineCursor): bigint | null {
    const { dealId } = this
    if (dealId < 0 || dealId >= line.count) return null
    const [start, end] = [line.starts[dealId] ?? 0, line.ends[dealId] ?? 0]
    if (start === end) return null
    const id = plainId(line.codes, start, end)
    return id > 0 ? BigInt(id) : this.fail()
  }

  private text(line: LineCursor, index: number): string | null {
    return index < 0 ? null : textOf(line.cell(index))
  }
}
