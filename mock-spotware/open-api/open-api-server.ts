import { createServer as createHttpServer, type Server as HttpServer } from 'node:http'
import type { Server } from 'node:net'
import type { Duplex } from 'node:stream'
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

/** Nobody waits longer than this for a client that does not even get through TLS. */
const TLS_HANDSHAKE_MS = 10_000
/** How long a connection on the JSON port that is no WebSocket is kept, and left without an answer. */
const SILENCE_MS = 60_000
const SNIFFED_BYTES = 4
const HTTP_BEGINNING = 'GET '

/**
 * Protobuf over TLS: WebSocket and raw TCP on one port. A WebSocket begins with the words of an
 * HTTP request; read as a length prefix they would announce a frame of more than a gigabyte.
 */
export function createProtobufServer(endpoint: Endpoint): Server {
  const webSockets = createUpgradeServer(endpoint, protobufCodec)
  return createTls(endpoint, (socket) => {
    sniff(socket, endpoint, (beginning) => {
      if (beginning.toString('latin1') === HTTP_BEGINNING) {
        webSockets.emit('connection', socket)
        return
      }
      settle(socket)
      const channel = createTcpChannel(socket, () => endpoint.world.behaviour.maxFrameBytes)
      endpoint.connections.add(channel, protobufCodec, endpoint.environment)
    })
  })
}

/** JSON over WebSocket over TLS; whatever else arrives here is met with silence. */
export function createJsonServer(endpoint: Endpoint): Server {
  const webSockets = createUpgradeServer(endpoint, jsonCodec(endpoint.world.behaviour))
  return createTls(endpoint, (socket) => {
    sniff(socket, endpoint, (beginning) => {
      if (beginning.toString('latin1') === HTTP_BEGINNING) webSockets.emit('connection', socket)
      else staySilent(socket)
    })
  })
}

function createTls({ certificate }: Endpoint, onSocket: (socket: TLSSocket) => void): Server {
  const { key, cert } = certificate
  const server = createTlsServer({ key, cert, handshakeTimeout: TLS_HANDSHAKE_MS }, onSocket)
  // a client that does not trust the certificate is its own problem
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  return server
}

/** Connections that have not said yet which transport they speak, and until when they may. */
const deadlines = new WeakMap<Duplex, NodeJS.Timeout>()

/** The connection speaks a known transport; from now on that one looks after it. */
function settle(socket: Duplex): void {
  clearTimeout(deadlines.get(socket))
}

/** Waits for the first bytes, puts them back and tells what they were. */
function sniff(socket: TLSSocket, { world }: Endpoint, decide: (beginning: Buffer) => void): void {
  const giveUp = () => socket.destroy()
  // however slowly the bytes trickle in
  deadlines.set(socket, setTimeout(giveUp, world.behaviour.handshakeSeconds * 1_000))
  socket.on('close', () => settle(socket))
  socket.on('error', giveUp)
  const look = () => {
    const beginning: Buffer | null = socket.read(SNIFFED_BYTES)
    if (!beginning) return
    socket.off('readable', look)
    socket.off('error', giveUp)
    socket.unshift(beginning)
    decide(beginning)
  }
  socket.on('readable', look)
}

function staySilent(socket: TLSSocket): void {
  settle(socket)
  const giveUp = () => socket.destroy()
  socket.on('error', giveUp)
  socket.on('end', giveUp)
  const patience = setTimeout(giveUp, SILENCE_MS)
  socket.on('close', () => clearTimeout(patience))
  socket.resume()
}

/** An HTTP server that never listens: it only turns sockets it is given into WebSockets. */
function createUpgradeServer(endpoint: Endpoint, codec: Codec): HttpServer {
  const { world, connections, environment } = endpoint
  const maxFrameBytes = () => world.behaviour.maxFrameBytes
  const upgrader = new WebSocketServer({
    noServer: true,
    // the channel answers pings itself, or not
    autoPong: false,
  })
  const server = createHttpServer((_request, response) => {
    response.writeHead(426, { upgrade: 'websocket' }).end()
  })
  server.on('upgrade', (request, socket, head) => {
    settle(socket)
    // ws refuses a longer frame by its announced length, with close code 1009
    upgrader.options.maxPayload = maxFrameBytes()
    upgrader.handleUpgrade(request, socket, head, (webSocket) => {
      connections.add(createWebSocketChannel(webSocket, socket, maxFrameBytes), codec, environment)
    })
  })
  return server
}
