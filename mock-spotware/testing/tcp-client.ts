import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, type TLSSocket } from 'node:tls'
import type { MockSpotware } from '@/mock-spotware/start'
import { encodeFields, type FieldValue } from './protobuf-bytes'

export interface TcpClient {
  socket: TLSSocket
  /** The next whole frame. */
  read(): Promise<Buffer>
}

/** A bare client of a TLS port that keeps what arrives until somebody reads it. */
export async function tcpClient(
  mock: MockSpotware,
  port: keyof MockSpotware['ports'] = 'demo',
): Promise<TcpClient> {
  const ca = readFileSync(mock.caFile)
  const socket = connect({ host: '127.0.0.1', port: mock.ports[port], ca })
  await once(socket, 'secureConnect')
  // broken lines are what some tests are about
  socket.on('error', () => {})
  let buffered = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    buffered = Buffer.concat([buffered, chunk])
    socket.emit('buffered')
  })
  return {
    socket,
    async read() {
      while (buffered.length < 4 || buffered.length < 4 + buffered.readUInt32BE(0)) {
        await once(socket, 'buffered')
      }
      const end = 4 + buffered.readUInt32BE(0)
      const frame = buffered.subarray(4, end)
      buffered = buffered.subarray(end)
      return frame
    },
  }
}

/** A ProtoMessage around a payload, by field numbers. */
export function envelope(payloadType: number, fields: [number, FieldValue][], id = 'id-1'): Buffer {
  return encodeFields([
    [1, payloadType],
    [2, encodeFields(fields)],
    [3, id],
  ])
}

/** With the length that goes in front on a raw line. */
export function withPrefix(frame: Buffer): Buffer {
  const prefix = Buffer.alloc(4)
  prefix.writeUInt32BE(frame.length)
  return Buffer.concat([prefix, frame])
}
