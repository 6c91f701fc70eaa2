import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { soakRuns } from '@/lib/domain/testing/soak-runs'
import { MalformedFrame } from './codec'
import { jsonCodec } from './json-codec'
import { PAYLOAD_NAMES } from './schema'

const SECRET = 'a-token-nobody-may-read'

function decode(text: string) {
  return jsonCodec.decode(Buffer.from(text))
}

function decodePayload(payloadType: number, payload: string) {
  return decode(`{"payloadType":${payloadType},"payload":${payload}}`).message
}

/** A deal of a list, with some fields in other words. */
function deal(fields: Record<string, string> = {}): string {
  const wire: Record<string, string> = {
    dealId: '1',
    orderId: '2',
    positionId: '3',
    filledVolume: '100000',
    symbolId: '1',
    executionTimestamp: '1767225600000',
    tradeSide: '2',
    dealStatus: '2',
    ...fields,
  }
  const body = Object.entries(wire).map(([name, value]) => `"${name}":${value}`)
  return `{"ctidTraderAccountId":1,"hasMore":false,"deal":[{${body.join()}}]}`
}

function decodeDeal(fields: Record<string, string>) {
  const message = decodePayload(2134, deal(fields)) as { deal: Record<string, unknown>[] }
  return message.deal[0]
}

describe('neither spelling of a value is official, so both are read', () => {
  test.each<[string, Record<string, string>, Record<string, unknown>]>([
    ['an id as a number', { dealId: '42' }, { dealId: 42n }],
    ['an id as text', { dealId: '"42"' }, { dealId: 42n }],
    [
      'an id beyond 2^53 as a number',
      { dealId: '9007199254740993' },
      { dealId: 9007199254740993n },
    ],
    ['the lowest 64-bit number', { dealId: '-9223372036854775808' }, { dealId: -(2n ** 63n) }],
    ['an enum as its number', { tradeSide: '1' }, { tradeSide: 1 }],
    ['an enum as its name', { dealStatus: '"PARTIALLY_FILLED"' }, { dealStatus: 3 }],
    ['a price as a number', { executionPrice: '1.08492' }, { executionPrice: 1.08492 }],
    ['a price as text', { executionPrice: '"1.08492"' }, { executionPrice: 1.08492 }],
    [
      'a price with all digits of a double',
      { executionPrice: '1.0849200000000001' },
      { executionPrice: 1.0849200000000001 },
    ],
    [
      'a tiny price',
      { executionPrice: '1.2345678901234566e-7' },
      { executionPrice: 1.2345678901234566e-7 },
    ],
    ['a null where nothing is', { commission: 'null' }, {}],
  ])('%s', (_, fields, read) => expect(decodeDeal(fields)).toMatchObject(read))

  test('repeated fields that are missing are empty', () => {
    const list = '{"ctidTraderAccountId":1,"hasMore":false}'
    expect(decodePayload(2134, list)).toMatchObject({ deal: [] })
    expect(decodePayload(2134, list.replace('}', ',"deal":null}'))).toMatchObject({ deal: [] })
  })

  test('an answer without fields may leave its payload out', () => {
    expect(decode('{"payloadType":2101,"clientMsgId":"1"}')).toMatchObject({
      name: 'ApplicationAuthRes',
      clientMsgId: '1',
    })
  })

  test('digits inside a text stay text', () => {
    const description = 'see "12345678901234567890" \\ 12345678901234567890'
    const payload = JSON.stringify({ errorCode: 'X', description })
    expect(decodePayload(2142, payload)).toMatchObject({ description })
  })
})

describe('numbers we send', () => {
  test('are numbers while that is exact, and text beyond', () => {
    const frame = (id: bigint) =>
      String(jsonCodec.encode('TraderReq', { ctidTraderAccountId: id }, '1'))
    expect(frame(41n)).toBe(
      '{"clientMsgId":"1","payloadType":2121,"payload":{"ctidTraderAccountId":41}}',
    )
    expect(frame(2n ** 53n + 1n)).toContain('"ctidTraderAccountId":"9007199254740993"')
  })
})

describe('a malformed frame is refused without a word of what it held', () => {
  test.each([
    ['not JSON', SECRET],
    ['cut short', `{"payloadType":2102,"payload":{"accessToken":"${SECRET}`],
    ['not an object', `"${SECRET}"`],
    ['a list', `["${SECRET}"]`],
    ['nothing', 'null'],
    ['no payload type', `{"payload":{"accessToken":"${SECRET}"}}`],
    ['a payload type that is no number', `{"payloadType":{"toString":1},"payload":"${SECRET}"}`],
    ['a payload that is no object', `{"payloadType":2102,"payload":"${SECRET}"}`],
    [
      'a list for one value',
      `{"payloadType":2102,"payload":{"ctidTraderAccountId":1,"accessToken":["${SECRET}"]}}`,
    ],
    [
      'one value for a list',
      `{"payloadType":2134,"payload":{"ctidTraderAccountId":1,"hasMore":false,"deal":"${SECRET}"}}`,
    ],
    [
      'an id that is no number',
      `{"payloadType":2121,"payload":{"ctidTraderAccountId":"${SECRET}"}}`,
    ],
    ['an id with a fraction', '{"payloadType":2121,"payload":{"ctidTraderAccountId":1.5}}'],
    [
      'an enum name we do not know',
      `{"payloadType":2134,"payload":${deal({ tradeSide: `"${SECRET}"` })}}`,
    ],
    [
      'an enum name that every object knows',
      `{"payloadType":2134,"payload":${deal({ tradeSide: '"constructor"' })}}`,
    ],
    [
      'an enum that is an object',
      `{"payloadType":2134,"payload":${deal({ tradeSide: '{"toString":1}' })}}`,
    ],
    [
      'a price that is no number',
      `{"payloadType":2134,"payload":${deal({ executionPrice: `"${SECRET}"` })}}`,
    ],
  ])('%s', (_, text) => {
    let refusal: unknown
    try {
      decode(text)
    } catch (error) {
      refusal = error
    }
    expect(refusal).toBeInstanceOf(MalformedFrame)
    expect(String(refusal)).not.toContain(SECRET)
  })
})

test('any JSON at all is read or refused, never a surprise', () => {
  const payloadType = fc.constantFrom<unknown>(...PAYLOAD_NAMES.keys(), null, 'x', 9999)
  fc.assert(
    fc.property(payloadType, fc.jsonValue(), fc.constantFrom(1, '1', null), (type, value, id) => {
      // As the payload, as the fields of a deal, and as the whole frame.
      const deal = { ctidTraderAccountId: 1, hasMore: false, deal: [value] }
      const frames = [
        { payloadType: type, clientMsgId: id, payload: value },
        { payloadType: 2134, clientMsgId: id, payload: deal },
        value,
      ]
      for (const frame of frames) {
        try {
          decode(JSON.stringify(frame))
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedFrame)
        }
      }
    }),
    soakRuns(500),
  )
})
