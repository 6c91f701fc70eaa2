import type { Duplex } from 'node:stream'
import type { Channel } from './channel'

const PREFIX_BYTES = 4

/** Frames with a 4-byte big-endian length in front. */
export function createTcpChannel(socket: Duplex, maxFrameBytes: () => number): Channel {
  let buffered: Buffer = Buffer.alloc(0)
  let onFrame: (frame: Buffer) => void = () => {}
  let onTooLong: () => void = () => {}

  socket.on('data', (chunk: Buffer) => {
    buffered = Buffer.concat([buffered, chunk])
    while (buffered.length >= PREFIX_BYTES) {
      const length = buffered.readUInt32BE(0)
      if (length > maxFrameBytes()) {
        buffered = Buffer.alloc(0)
        onTooLong()
        return
      }
      const end = PREFIX_BYTES + length
      if (buffered.length < end) return
      const frame = buffered.subarray(PREFIX_BYTES, end)
      buffered = buffered.subarray(end)
      onFrame(frame)
    }
  })
  // a broken line is closed right after; there is nobody to tell
  socket.on('error', () => {})

  return {
    send(frame) {
      if (socket.destroyed || socket.writableEnded) return
      const body = Buffer.from(frame)
      const prefix = Buffer.alloc(PREFIX_BYTES)
      prefix.writeUInt32BE(body.length)
      socket.write(Buffer.concat([prefix, body]))
    },
    close: () => {
      socket.end(() => socket.destroy())
    },
    destroy: () => {
      socket.destroy()
    },
    onFrame: (listener) => {
      onFrame = listener
    },
    onTooLong: (listener) => {
      onTooLong = listener
    },
    onClose: (listener) => {
      socket.on('close', listener)
    },
  }
}
