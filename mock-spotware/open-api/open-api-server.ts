import { createServer as createHttpServer, type Server as HttpServer } from 'node:http'
import type { Server } from 'node:net'
import { createServer as createTlsServer, type TLSSocket } from 'node:tls'
import { WebSocketServer } from 'ws'
import type { World } from '@/mock-spotware/world'
import type { Connections } from './connections'
import type { Codec } from './envelope'
import { jsonCodec } from './json-codec'
import { protobufCodec } from './protobuf-codec'
import type { Environment } from './session'
import { createTcpChannel } from './tcp-channel'
import { createWebSocketChannel } from './web-socket-channel'

interface Endpoint {
  world: World
  connections: Connections
  environment: Environment
  certificate: { key: string; cert: string }
}

/** A client sends something at once or is gone. */
const FIRST_BYTES_TIMEOUT_MS = 10_000
const SNIFFED_BYTES = 4
const HTTP_BEGINNING = 'GET '

/**
 * Protobuf over TLS: WebSocket and raw TCP on one port. A WebSocket begins with the words of an
 * HTTP request; read as a length prefix they would announce a frame of more than a gigabyte.
 */
export function createProtobufServer(endpoint: Endpoint): Server {
  const webSockets = createUpgradeServer(endpoint, protobufCodec)
  return createTls(endpoint, (socket) => {
    sniff(socket, (beginning) => {
      if (beginning.toString('latin1') === HTTP_BEGINNING) {
        webSockets.emit('connection', socket)
        return
      }
      const channel = createTcpChannel(socket, () => endpoint.world.behaviour.maxFrameBytes)
      endpoint.connections.add(channel, protobufCodec, endpoint.environment)
    })
  })
}

/** JSON over WebSocket over TLS. */
export function createJsonServer(endpoint: Endpoint): Server {
  const webSockets = createUpgradeServer(endpoint, jsonCodec)
  return createTls(endpoint, (socket) => webSockets.emit('connection', socket))
}

function createTls({ certificate }: Endpoint, onSocket: (socket: TLSSocket) => void): Server {
  const server = createTlsServer({ key: certificate.key, cert: certificate.cert }, onSocket)
  // a client that does not trust the certificate is its own problem
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  return server
}

/** Waits for the first bytes, puts them back and tells what they were. */
function sniff(socket: TLSSocket, decide: (beginning: Buffer) => void): void {
  const giveUp = () => socket.destroy()
  socket.setTimeout(FIRST_BYTES_TIMEOUT_MS, giveUp)
  socket.on('error', giveUp)
  const look = () => {
    const beginning: Buffer | null = socket.read(SNIFFED_BYTES)
    if (!beginning) return
    socket.off('readable', look)
    socket.off('error', giveUp)
    socket.setTimeout(0)
    socket.unshift(beginning)
    decide(beginning)
  }
  socket.on('readable', look)
}

/** An HTTP server that never listens: it only turns sockets it is given into WebSockets. */
function createUpgradeServer(endpoint: Endpoint, codec: Codec): HttpServer {
  const { world, connections, environment } = endpoint
  const maxFrameBytes = () => world.behaviour.maxFrameBytes
  const upgrader = new WebSocketServer({ noServer: true, maxPayload: ABSOLUTE_MAX_FRAME_BYTES })
  const server = createHttpServer((_request, response) => {
    response.writeHead(426, { upgrade: 'websocket' }).end()
  })
  server.on('upgrade', (request, socket, head) => {
    upgrader.handleUpgrade(request, socket, head, (webSocket) => {
      connections.add(createWebSocketChannel(webSocket, maxFrameBytes), codec, environment)
    })
  })
  return server
}

/** What is longer than this is not even read; the configured limit is answered with an error. */
const ABSOLUTE_MAX_FRAME_BYTES = 15_000_000
