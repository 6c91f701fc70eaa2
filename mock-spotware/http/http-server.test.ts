import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MockSpotware } from '@/mock-spotware/start'
import { startTestMock } from '@/mock-spotware/testing/start-test-mock'

let mock: MockSpotware

beforeAll(async () => {
  mock = await startTestMock()
})
afterAll(() => mock.close())

type Server = 'http' | 'crm'
const servers: Server[] = ['http', 'crm']

/** A bare line, and everything that came back on it until it ended. */
function openLine(server: Server): { socket: Socket; answer: Promise<string> } {
  const socket = connect(mock.ports[server], '127.0.0.1')
  let received = ''
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString('latin1')
  })
  // a line may be reset while something is still being sent
  socket.on('error', () => {})
  const answer = new Promise<string>((resolve) => socket.on('close', () => resolve(received)))
  return { socket, answer }
}

function ask(server: Server, head: string[], body = ''): Promise<string> {
  const { socket, answer } = openLine(server)
  socket.write(`${[...head, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`)
  return answer
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])
const headOf = (path: string, method = 'POST') => [`${method} ${path} HTTP/1.1`, 'Host: localhost']

describe.each(servers)('a body that is too large (%s)', (server) => {
  test('is refused on its announced length, before any of it was sent', async () => {
    const { socket, answer } = openLine(server)
    socket.write(`${headOf('/nowhere').join('\r\n')}\r\nContent-Length: 100000000000\r\n\r\n`)
    const [first] = await once(socket, 'data')
    expect(statusOf(String(first))).toBe(413)
    socket.end()
    expect(await answer).toMatch(/connection: close/i)
  })

  test('that goes on after the refusal is cut off', async () => {
    const { socket, answer } = openLine(server)
    socket.write(`${headOf('/nowhere').join('\r\n')}\r\nContent-Length: 100000000000\r\n\r\n`)
    const megabyte = Buffer.alloc(1024 * 1024)
    let sent = 0
    let isOpen = true
    socket.on('close', () => {
      isOpen = false
    })
    const goOn = () => {
      while (isOpen && socket.write(megabyte)) sent += 1
      sent += 1
    }
    socket.on('drain', goOn)
    goOn()
    expect(statusOf(await answer)).toBe(413)
    // what the machine's buffers hold comes on top of what the mock takes
    expect(sent).toBeLessThan(40)
  })

  test('reaches the client as an answer, announced or in chunks', async () => {
    const url = `http://127.0.0.1:${mock.ports[server]}/nowhere`
    const text = 'x'.repeat(1_500_000)
    expect((await fetch(url, { method: 'POST', body: text })).status).toBe(413)
    const chunk = 'y'.repeat(1_000)
    const chunks = `3e8\r\n${chunk}\r\n`.repeat(70)
    const head = [...headOf('/nowhere'), 'Transfer-Encoding: chunked']
    expect(statusOf(await ask(server, head, `${chunks}0\r\n\r\n`))).toBe(413)
  })

  test('is not asked for', async () => {
    const head = [...headOf('/nowhere'), 'Expect: 100-continue', 'Content-Length: 70000']
    const { socket, answer } = openLine(server)
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
    const [first] = await once(socket, 'data')
    expect(statusOf(String(first))).toBe(413)
    socket.end()
    expect(await answer).not.toContain('100 Continue')
  })
})

describe.each(servers)('a request (%s)', (server) => {
  test('that expects something else than 100-continue is 400', async () => {
    const nonsense = [...headOf('/nowhere'), 'Expect: nonsense', 'Content-Length: 0']
    expect(statusOf(await ask(server, nonsense))).toBe(400)
    const usual = [...headOf('/nowhere'), 'Expect: 100-continue', 'Content-Length: 2']
    const answer = await ask(server, usual, '{}')
    expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 404 /)
  })

  test('with two Host headers, or none, is refused', async () => {
    const get = headOf('/nowhere', 'GET')
    expect(statusOf(await ask(server, [...get, 'Host: evil.example']))).toBe(400)
    expect(statusOf(await ask(server, [...get, 'Host: localhost']))).toBe(400)
    expect(statusOf(await ask(server, get.slice(0, 1)))).toBe(400)
    expect(statusOf(await ask(server, get))).toBe(404)
  })
})

test.each([
  ['http', '/platform'],
  ['http', '/control/clock'],
  ['crm', '/auth/login'],
] as const)('HEAD is like GET without the body: %s %s', async (server, path) => {
  const url = `http://localhost:${mock.ports[server]}${path}`
  const [got, asked] = [await fetch(url), await fetch(url, { method: 'HEAD' })]
  expect(got.status).toBe(200)
  expect(asked.status).toBe(200)
  expect(asked.headers.get('content-type')).toBe(got.headers.get('content-type'))
  expect(await asked.text()).toBe('')
  expect((await got.text()).length).toBeGreaterThan(10)
})

test('every page says that its type is meant', async () => {
  const pages = [
    '/',
    '/platform',
    '/control/clock',
    '/nowhere',
    '/my/settings/openapi/grantingaccess/',
  ]
  for (const page of pages) {
    const { headers } = await fetch(`${mock.controlUrl}${page}`)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  }
})
