import { connect, createServer, type Socket } from 'node:net'

/** A way to the database that can be shut: what a stopped or unreachable server looks like from outside. */
export type DatabaseGate = {
  /** The database's address by way of this gate. */
  url: string
  /** Ends every connection and accepts no new one. */
  shut(): void
  open(): void
  close(): Promise<void>
}

export async function openDatabaseGate(databaseUrl: string): Promise<DatabaseGate> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let isShut = false
  const server = createServer((outside) => {
    if (isShut) {
      outside.destroy()
      return
    }
    const inside = connect(Number(target.port), target.hostname)
    for (const [one, other] of [
      [outside, inside],
      [inside, outside],
    ] as const) {
      sockets.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = `${port}`
  const endAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: url.href,
    shut() {
      isShut = true
      endAll()
    },
    open() {
      isShut = false
    },
    close() {
      endAll()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
