import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { soakRuns } from '@/lib/domain/testing/soak-runs'
import { type Codec, type Envelope, MalformedFrame } from './codec'
import { jsonCodec } from './json-codec'
import { protobufCodec } from './protobuf-codec'
import { ENUMS, MESSAGES, type MessageName } from './schema'

const CODECS: [string, Codec][] = [
  ['protobuf', protobufCodec],
  ['json', jsonCodec],
]
const NAMES = Object.keys(MESSAGES) as MessageName[]
/** Those that travel by themselves; the others are parts of them. */
const TRAVELLING = NAMES.filter((name) => 'payloadType' in MESSAGES[name])

type FieldSpec = readonly [number: number, type: string, label: string]

function arbitraryOf(type: string): fc.Arbitrary<unknown> {
  switch (type) {
    case 'int64':
      return fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
    case 'uint64':
      return fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
    case 'int32':
      return fc.integer()
    case 'uint32':
      return fc.nat(2 ** 32 - 1)
    case 'double':
      // JSON has no minus zero.
      return fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)
    case 'string':
      return fc.string({ unit: 'grapheme' })
    case 'bool':
      return fc.boolean()
    default:
      return type in ENUMS
        ? fc.constantFrom(...Object.values(ENUMS[type as keyof typeof ENUMS]))
        : messageOf(type as MessageName)
  }
}

function messageOf(name: MessageName): fc.Arbitrary<Record<string, unknown>> {
  const fields: [string, FieldSpec][] = Object.entries(MESSAGES[name].fields)
  const values = fields.map(([field, [, type, label]]) => [
    field,
    label === 'repeated' ? fc.array(arbitraryOf(type), { maxLength: 4 }) : arbitraryOf(type),
  ])
  const requiredKeys = fields.flatMap(([field, [, , label]]) => (label === 'optional' ? [] : field))
  return fc.record(Object.fromEntries(values), { requiredKeys })
}

/** Any message by any name; the types of all of them together are more than TypeScript can hold. */
function encode(codec: Codec, name: MessageName, message: object, id?: string): Buffer {
  return Buffer.from(codec.encode(name as 'HeartbeatEvent', message, id))
}

/** What a frame is read as, or the refusal. Anything else fails the test. */
function read(codec: Codec, frame: Uint8Array): Envelope | MalformedFrame {
  try {
    return codec.decode(frame)
  } catch (error) {
    if (error instanceof MalformedFrame) return error
    throw error
  }
}

describe.each(CODECS)('%s', (_, codec) => {
  test.each(TRAVELLING)('%s comes back as it was sent', (name) => {
    const id = fc.option(fc.string({ minLength: 1 }), { nil: undefined })
    fc.assert(
      fc.property(messageOf(name), id, (message, clientMsgId) => {
        const envelope = codec.decode(encode(codec, name, message, clientMsgId))
        expect(envelope).toEqual({
          name,
          payloadType: (MESSAGES[name] as { payloadType?: number }).payloadType,
          clientMsgId: clientMsgId ?? null,
          message,
        })
      }),
      soakRuns(40),
    )
  })

  test('any bytes are read or refused, never a surprise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (frame) => {
        read(codec, frame)
      }),
      soakRuns(1_000),
    )
  })

  test('a damaged frame is read or refused, and the refusal never quotes it', () => {
    const secret = 'a-token-nobody-may-read'
    const frame = encode(codec, 'AccountAuthReq', { ctidTraderAccountId: 7n, accessToken: secret })
    fc.assert(
      fc.property(fc.nat(frame.length - 1), fc.nat(255), fc.nat(3), (index, byte, cut) => {
        const damaged = Buffer.from(frame)
        damaged[index] = byte
        const result = read(codec, damaged.subarray(0, damaged.length - cut))
        if (result instanceof MalformedFrame) expect(result.message).not.toContain('token-nobody')
      }),
      soakRuns(1_000),
    )
  })

  test('a required field that is missing is refused by name', () => {
    const frame = encode(codec, 'AccountAuthReq', { ctidTraderAccountId: 7n })
    expect(() => codec.decode(frame)).toThrow(/AccountAuthReq\.accessToken is missing/)
  })
})

describe('the table', () => {
  test('holds no message that could trade, change or subscribe to anything', () => {
    // Open API notes §7: orders, positions, margin calls, quotes.
    const forbidden = [2106, 2108, 2109, 2110, 2111, 2127, 2129, 2135, 2136, 2156, 2158, 2169]
    for (const name of TRAVELLING) {
      const { payloadType } = MESSAGES[name] as { payloadType: number }
      expect(forbidden).not.toContain(payloadType)
    }
  })

  test('gives no number twice, neither to messages nor to fields', () => {
    const types = TRAVELLING.map((name) => (MESSAGES[name] as { payloadType: number }).payloadType)
    expect(new Set(types).size).toBe(types.length)
    for (const name of NAMES) {
      const fields: FieldSpec[] = Object.values(MESSAGES[name].fields)
      expect(new Set(fields.map(([number]) => number)).size, name).toBe(fields.length)
    }
  })

  test('knows every type it uses', () => {
    const scalars = ['int64', 'uint64', 'int32', 'uint32', 'double', 'string', 'bool']
    for (const name of NAMES)
      for (const [, type] of Object.values(MESSAGES[name].fields) as FieldSpec[])
        expect([...scalars, ...Object.keys(ENUMS), ...NAMES]).toContain(type)
  })
})
