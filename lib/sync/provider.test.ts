import { createServer, type Server } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { protobufCodec } from '@/lib/ctrader/protobuf-codec'
import { freePort } from '@/lib/db/embedded/free-port'
import { Provider } from './provider'

let server: Server | undefined

afterEach(() => {
  server?.close()
  vi.restoreAllMocks()
})

test('an address that did not answer is left alone for two seconds; the other one is not', async () => {
  const port = await freePort()
  const other = await freePort()
  const provider = new Provider({
    application: { clientId: 'id', clientSecret: 'secret' },
    codec: protobufCodec,
    urls: { LIVE: `wss://127.0.0.1:${port}`, DEMO: `wss://127.0.0.1:${other}` },
    readCa: () => undefined,
    historicalPerSecond: 5,
    answerSeconds: 30,
    onAccountEvent: () => undefined,
  })
  const unreachable = expect.objectContaining({ providerCode: 'UNREACHABLE' })
  await expect(provider.session('LIVE')).rejects.toEqual(unreachable)

  let visits = 0
  server = createServer((socket) => {
    visits += 1
    socket.destroy()
  })
  await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve))
  await expect(provider.session('LIVE')).rejects.toEqual(unreachable)
  await expect(provider.session('DEMO')).rejects.toEqual(unreachable)
  expect(visits).toBe(0)

  const later = performance.now() + 2_001
  vi.spyOn(performance, 'now').mockReturnValue(later)
  await expect(provider.session('LIVE')).rejects.toEqual(unreachable)
  expect(visits).toBe(1)
  provider.close()
})
