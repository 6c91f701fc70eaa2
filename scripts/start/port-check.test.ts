import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { freePort } from '@/lib/db/embedded/free-port'
import { requireFreePorts } from './port-check'

const servers: Server[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.close()
    await once(server, 'close')
  }
})

async function occupy(host: string): Promise<number> {
  const server = createServer()
  servers.push(server)
  server.listen(0, host)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

test('names every port in use, the setting for it, and who holds it', async () => {
  const [web, mock] = [await occupy('127.0.0.1'), await occupy('0.0.0.0')]
  const problem = requireFreePorts([
    { port: web, purpose: 'the web pages', setting: 'PORT' },
    { port: await freePort(), purpose: 'something free', setting: 'FREE' },
    { port: mock, purpose: 'mock-spotware', setting: 'MOCK_HTTP_PORT' },
  ])
  await expect(problem).rejects.toThrow(
    `Port ${web} (the web pages) is in use by process ${process.pid}`,
  )
  await expect(problem).rejects.toThrow(`PORT=${web + 1} npm start`)
  await expect(problem).rejects.toThrow(`MOCK_HTTP_PORT=${mock + 1} npm start`)
  await expect(problem).rejects.not.toThrow('FREE')
})

test('free ports are no problem', async () => {
  await requireFreePorts([{ port: await freePort(), purpose: 'the web pages', setting: 'PORT' }])
})
