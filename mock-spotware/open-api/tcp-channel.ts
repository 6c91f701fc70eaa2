import type { Duplex } from 'node:stream'
import { type Channel, MAX_BACKLOG_BYTES } from './channel'
import { LengthPrefixedFrames } from './length-prefixed-frames'

const PREFIX_BYTES = 4
/** After a goodbye the other side has this long to hang up. */
const LINGER_MS = 2_000

/** Frames with a 4-byte big-endian length in front. */
export function createTcpChannel(socket: Duplex, maxFrameBytes: () => number): Channel {
  const frames = new LengthPrefixedFrames(maxFrameBytes)
  let onFrame: (frame: Buffer) => void = () => {}
  let onTooLong: () => void = () => {}
  let isRefused = false
  let linger: NodeJS.Timeout | undefined

  socket.on('data', (chunk: Buffer) => {
    // what follows a frame that is too long is still taken in, so that the refusal can be read
    if (isRefused || frames.read(chunk, (frame) => onFrame(frame))) return
    isRefused = true
    onTooLong()
  })
  // a broken line is closed right after; there is nobody to tell
  socket.on('error', () => {})
  socket.on('close', () => clearTimeout(linger))

  return {
    send(frame) {
      if (socket.destroyed || socket.writableEnded) return
      if (socket.writableLength > MAX_BACKLOG_BYTES) {
        socket.destroy()
        return
      }
      socket.write(withPrefix(frame))
    },
    sendCut(frame) {
      if (socket.destroyed || socket.writableEnded) return
      const whole = withPrefix(frame)
      socket.end(whole.subarray(0, (PREFIX_BYTES + whole.length) / 2))
    },
    // this carrier gives no signs of its own
    freeze: () => {},
    close: () => {
      if (socket.destroyed) return
      socket.end()
      linger ??= setTimeout(() => socket.destroy(), LINGER_MS)
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

function withPrefix(frame: Buffer | string): Buffer {
  const body = Buffer.from(frame)
  const prefix = Buffer.alloc(PREFIX_BYTES)
  prefix.writeUInt32BE(body.length)
  return Buffer.concat([prefix, body])
}
