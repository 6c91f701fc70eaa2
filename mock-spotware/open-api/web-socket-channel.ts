import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import { type Channel, MAX_BACKLOG_BYTES } from './channel'

const NORMAL_CLOSURE = 1000
const FINAL_TEXT = 0x81
const FINAL_BINARY = 0x82
const LENGTH_IN_8_BYTES = 127

/** One WebSocket message is one frame. */
export function createWebSocketChannel(
  socket: WebSocket,
  /** What the WebSocket runs over. */
  carrier: Duplex,
  maxFrameBytes: () => number,
): Channel {
  let isFrozen = false
  let onTooLong: () => void = () => {}
  // ws closes a broken line itself; there is nobody to tell
  socket.on('error', () => {})
  socket.on('ping', (data) => {
    if (!isFrozen) socket.pong(data)
  })
  return {
    send(frame) {
      if (socket.readyState !== WebSocket.OPEN) return
      if (socket.bufferedAmount > MAX_BACKLOG_BYTES) socket.terminate()
      else socket.send(frame)
    },
    close: () => socket.close(NORMAL_CLOSURE),
    sendCut(frame) {
      if (socket.readyState !== WebSocket.OPEN) return
      const whole = webSocketFrame(frame)
      carrier.end(whole.subarray(0, whole.length - Buffer.byteLength(frame) / 2))
    },
    freeze: () => {
      isFrozen = true
    },
    destroy: () => socket.terminate(),
    onFrame: (listener) => {
      socket.on('message', (data) => {
        const frame = Buffer.isBuffer(data) ? data : Buffer.concat([data].flat().map(toBuffer))
        if (frame.length > maxFrameBytes()) onTooLong()
        else listener(frame)
      })
    },
    onTooLong: (listener) => {
      onTooLong = listener
    },
    onClose: (listener) => {
      socket.on('close', listener)
    },
  }
}

function toBuffer(part: Buffer | ArrayBuffer): Buffer {
  return Buffer.isBuffer(part) ? part : Buffer.from(part)
}

/** By hand (RFC 6455 §5.2), because ws only sends whole frames. */
function webSocketFrame(content: Buffer | string): Buffer {
  const body = Buffer.from(content)
  const header = Buffer.alloc(10)
  header[0] = typeof content === 'string' ? FINAL_TEXT : FINAL_BINARY
  header[1] = LENGTH_IN_8_BYTES
  header.writeBigUInt64BE(BigInt(body.length), 2)
  return Buffer.concat([header, body])
}
