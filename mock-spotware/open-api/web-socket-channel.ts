import { WebSocket } from 'ws'
import type { Channel } from './channel'

const NORMAL_CLOSURE = 1000

/** One WebSocket message is one frame. */
export function createWebSocketChannel(socket: WebSocket, maxFrameBytes: () => number): Channel {
  let onTooLong: () => void = () => {}
  // ws closes a broken line itself; there is nobody to tell
  socket.on('error', () => {})
  return {
    send(frame) {
      if (socket.readyState === WebSocket.OPEN) socket.send(frame)
    },
    close: () => socket.close(NORMAL_CLOSURE),
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
