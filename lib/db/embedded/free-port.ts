import { createServer } from 'node:net'

/** A port that nobody listens on right now. Whoever binds it must still cope with having lost it. */
export function freePort(host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, host, () => {
      const address = server.address()
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('No port was given'))
        else resolve(address.port)
      })
    })
  })
}
