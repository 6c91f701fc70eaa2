import { describe, expect, test } from 'vitest'
import { protobufCodec } from './protobuf-codec'

/** Bytes worked out by hand from Spotware's numbers (Open API notes §6). */
function bytes(hex: string): Buffer {
  return Buffer.from(hex.replaceAll(/\s/g, ''), 'hex')
}

describe('protobuf, byte for byte', () => {
  test('an application authorisation', () => {
    const frame = protobufCodec.encode(
      'ApplicationAuthReq',
      { clientId: 'id', clientSecret: 's' },
      '7',
    )
    // payloadType 2100; payload { 2: "id", 3: "s" }; clientMsgId "7"
    expect(Buffer.from(frame)).toEqual(bytes('08b410 1207 12026964 1a0173 1a0137'))
  })

  test('an account authorisation with an id beyond 2^53', () => {
    const message = { ctidTraderAccountId: 2n ** 53n + 1n, accessToken: 't' }
    // payloadType 2102; payload { 2: 9007199254740993, 3: "t" }
    expect(Buffer.from(protobufCodec.encode('AccountAuthReq', message))).toEqual(
      bytes('08b610 120c 108180808080808010 1a0174'),
    )
  })

  test('a heartbeat', () => {
    expect(Buffer.from(protobufCodec.encode('HeartbeatEvent', {}))).toEqual(bytes('0833 1200'))
  })

  test('a list of accounts is read without the token that it echoes', () => {
    // payloadType 2150; payload { 2: "tok", 3: SCOPE_VIEW, 4: { 1: 5, 2: true, 99: 1 } }
    const envelope = protobufCodec.decode(
      bytes('08e610 1210 1203746f6b 1800 2207 0805 1001 980601'),
    )
    expect(envelope.message).toEqual({
      permissionScope: 0,
      ctidTraderAccount: [{ ctidTraderAccountId: 5n, isLive: true }],
    })
  })

  test('a negative amount, an enum number without a name and a price', () => {
    // payloadType 2134; payload { 2: 1, 3: deal, 4: false }, deal { 1..3: 1, 5: 2, 6: 1, 8: 1,
    // 10: 1.5, 11: SELL, 12: 99, 14: -1 }
    const deal = '0801 1001 1801 2802 3001 4001 51000000000000f83f 5802 6063 70ffffffffffffffffff01'
    const payload = `1001 1a24 ${deal} 2000`
    const envelope = protobufCodec.decode(bytes(`08d610 122a ${payload}`))
    expect(envelope.message).toMatchObject({
      hasMore: false,
      deal: [{ executionPrice: 1.5, tradeSide: 2, dealStatus: 99, commission: -1n }],
    })
  })
})

describe('a payload type we do not know', () => {
  test('is passed on by number, unread', () => {
    // payloadType 9999, a payload that is no protobuf
    expect(protobufCodec.decode(bytes('088f4e 1202ffff'))).toEqual({
      name: null,
      payloadType: 9999,
      clientMsgId: null,
      message: null,
    })
  })
})
