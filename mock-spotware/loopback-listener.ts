import { once } from 'node:events'
import type { AddressInfo, Server, Socket } from 'node:net'

const LOOPBACK = '127.0.0.1'

/** A port somebody else holds; says which setting moves it. */
export class PortInUseError extends Error {
  constructor(port: number, setting: string) {
    super(`port ${port} is already in use; choose another one with ${setting}`)
    this.name = 'PortInUseError'
  }
}

export interface LoopbackListener {
  port: number
  /** Stops listening and drops every line, also those still shaking hands. */
  close(): Promise<void>
}

/** Lets a server listen on the loopback interface; port 0 takes a free one. */
export async function listenOnLoopback(
  server: Server,
  port: number,
  setting: string,
): Promise<LoopbackListener> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  try {
    server.listen(port, LOOPBACK)
    await once(server, 'listening')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new PortInUseError(port, setting)
    }
    throw error
  }
  const { port: actualPort } = server.address() as AddressInfo
  return {
    port: actualPort,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
