import { MalformedFrame } from './codec'
import { ENUMS, type EnumName, MESSAGES, type MessageName } from './schema'

/**
 * Turns a decoded object into our own form, whatever spelling it came in: 64-bit integers as
 * number or decimal string become bigint, enums as number or name become the number, absent
 * repeated fields become empty. Neither spelling is official (Open API notes §3.1).
 *
 * The result is a `Message<name>`.
 *
 * @throws MalformedFrame when a required field is missing or a value cannot be what it must be
 */
export function normalise(name: MessageName, raw: unknown): Record<string, unknown> {
  if (typeof raw !== 'object' || raw === null) throw new MalformedFrame(name)
  const source = raw as Record<string, unknown>
  const result: Record<string, unknown> = {}
  for (const [field, [, type, label]] of Object.entries(MESSAGES[name].fields)) {
    const value = source[field]
    const where = `${name}.${field}`
    if (label === 'repeated') {
      if (value !== undefined && value !== null && !Array.isArray(value))
        throw new MalformedFrame(where)
      result[field] = ((value ?? []) as unknown[]).map((item) => normaliseValue(type, item, where))
    } else if (value === undefined || value === null) {
      if (label === 'required') throw new MalformedFrame(`${where} is missing`)
    } else {
      result[field] = normaliseValue(type, value, where)
    }
  }
  return result
}

function normaliseValue(type: string, value: unknown, where: string): unknown {
  switch (type) {
    case 'int64':
    case 'uint64':
      return toBigint(value, where)
    case 'int32':
    case 'uint32':
    case 'double':
      return toNumber(value, where)
    case 'string':
      if (typeof value !== 'string') throw new MalformedFrame(where)
      return value
    case 'bool':
      return value === true || value === 'true'
    default:
      return type in ENUMS
        ? enumNumber(type as EnumName, value, where)
        : normalise(type as MessageName, value)
  }
}

function toBigint(value: unknown, where: string): bigint {
  if (typeof value === 'bigint') return value
  if (typeof value === 'string' && /^-?\d+$/.test(value)) return BigInt(value)
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value)
  throw new MalformedFrame(where)
}

function toNumber(value: unknown, where: string): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number)) throw new MalformedFrame(where)
  return number
}

function enumNumber(type: EnumName, value: unknown, where: string): number {
  if (typeof value === 'number') return value
  const names: Record<string, number> = ENUMS[type]
  const named = typeof value === 'string' && Object.hasOwn(names, value) ? names[value] : undefined
  if (named === undefined) throw new MalformedFrame(where)
  return named
}
