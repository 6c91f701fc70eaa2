/**
 * Protobuf by hand, knowing field numbers only: what the mock's own schema gets wrong shows here.
 */
export type FieldValue = number | bigint | boolean | string | Buffer

const VARINT = 0
const FIXED64 = 1
const LENGTH_DELIMITED = 2

export function encodeFields(fields: readonly (readonly [number, FieldValue])[]): Buffer {
  return Buffer.concat(
    fields.flatMap(([number, value]) => {
      if (typeof value === 'string' || Buffer.isBuffer(value)) {
        const bytes = Buffer.from(value)
        return [varint((number << 3) | LENGTH_DELIMITED), varint(bytes.length), bytes]
      }
      return [varint((number << 3) | VARINT), varint(value)]
    }),
  )
}

/** The fields of a message: varints as bigint, doubles as number, the rest as bytes. */
export function decodeFields(bytes: Buffer): Map<number, (bigint | number | Buffer)[]> {
  const fields = new Map<number, (bigint | number | Buffer)[]>()
  let offset = 0
  const readVarint = () => {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes.readUInt8(offset)
      offset += 1
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return BigInt.asIntN(64, value)
    }
  }
  while (offset < bytes.length) {
    const tag = Number(readVarint())
    const values = fields.get(tag >> 3) ?? []
    fields.set(tag >> 3, values)
    switch (tag & 7) {
      case VARINT:
        values.push(readVarint())
        break
      case FIXED64:
        values.push(bytes.readDoubleLE(offset))
        offset += 8
        break
      case LENGTH_DELIMITED: {
        const length = Number(readVarint())
        values.push(bytes.subarray(offset, offset + length))
        offset += length
        break
      }
      default:
        throw new Error(`unexpected wire type in tag ${tag}`)
    }
  }
  return fields
}

function varint(value: number | bigint | boolean): Buffer {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) | 0x80)
    rest >>= 7n
  }
  bytes.push(Number(rest))
  return Buffer.from(bytes)
}
