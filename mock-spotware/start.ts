import { createCertificate } from './certificate'
import type { Clock } from './clock'
import { contractError } from './crm/contract-errors'
import { crmRoutes } from './crm/crm-routes'
import { CtraderBackend } from './ctrader-backend/ctrader-backend'
import { AUTHORIZATION_PATH } from './ctrader-id/authorization-paths'
import { ctraderRoutes } from './ctrader-routes'
import { deployHarbour } from './harbour-deployment'
import { createHttpServer } from './http/http-server'
import { type LoopbackListener, listenOnLoopback } from './loopback-listener'
import { Connections } from './open-api/connections'
import { createJsonServer, createProtobufServer } from './open-api/open-api-server'
import type { Environment } from './open-api/session'
import { type StartSettingsInput, startSettingsSchema } from './settings'
import { openWorld } from './state/open-world'
import type { World } from './world'

export interface MockSpotwareOptions extends StartSettingsInput {
  /** For tests that move time. */
  clock?: Clock
}

/** A running mock: where it listens, what an application needs to use it, and its inside. */
export interface MockSpotware {
  authUrl: string
  tokenUrl: string
  /** Protobuf, over WebSocket; the same port takes raw TCP. */
  liveUrl: string
  demoUrl: string
  liveJsonUrl: string
  demoJsonUrl: string
  /** Without a slash at the end; the control API is below `/control`. */
  controlUrl: string
  /** The broker's client area, without a slash at the end. */
  crmUrl: string
  /** The certificate a client must trust. */
  caFile: string
  ports: {
    http: number
    crm: number
    live: number
    demo: number
    liveJson: number
    demoJson: number
  }
  clientId: string
  clientSecret: string
  redirectUris: readonly string[]
  world: World
  /** Stops at once: no listener, connection, timer or file remains. */
  close(): Promise<void>
}

export async function startMockSpotware({
  clock,
  ...options
}: MockSpotwareOptions = {}): Promise<MockSpotware> {
  const settings = startSettingsSchema.parse(options)
  const { world, keeper } = openWorld(settings, clock)
  const connections = new Connections(world)
  const certificate = await createCertificate(settings.caFile)
  const endpoint = (environment: Environment) => ({ world, connections, environment, certificate })
  const listening = { http: 0, crm: 0 }
  const deployment = deployHarbour(settings.crmPassword, listening)
  const routes = ctraderRoutes(new CtraderBackend(world, deployment), connections)

  const { requests, faults } = world
  const seen = { clock: world.clock, requests, faults }
  const listeners: LoopbackListener[] = []
  const closeAll = async () => {
    connections.destroyAll()
    await Promise.all(listeners.map((listener) => listener.close()))
    keeper?.close()
    await certificate.remove()
  }
  const listen = async (...wanted: Parameters<typeof listenOnLoopback>) => {
    const listener = await listenOnLoopback(...wanted)
    listeners.push(listener)
    return listener.port
  }
  try {
    const ports = {
      http: await listen(
        createHttpServer({ name: 'ctrader', ...seen, routes }),
        settings.httpPort,
        '--http-port',
      ),
      crm: await listen(
        createHttpServer({
          name: 'crm',
          ...seen,
          routes: crmRoutes({ crm: world.crm, behaviour: world.behaviour, deployment }),
          refuse: contractError,
        }),
        settings.crmPort,
        '--crm-port',
      ),
      live: await listen(createProtobufServer(endpoint('live')), settings.livePort, '--live-port'),
      demo: await listen(createProtobufServer(endpoint('demo')), settings.demoPort, '--demo-port'),
      liveJson: await listen(
        createJsonServer(endpoint('live')),
        settings.liveJsonPort,
        '--live-json-port',
      ),
      demoJson: await listen(
        createJsonServer(endpoint('demo')),
        settings.demoJsonPort,
        '--demo-json-port',
      ),
    }
    Object.assign(listening, ports)
    // not before: with its ports taken this may be the second one on the same file
    keeper?.save()
    const controlUrl = `http://127.0.0.1:${ports.http}`
    return {
      authUrl: `${controlUrl}${AUTHORIZATION_PATH}`,
      tokenUrl: `${controlUrl}/apps/token`,
      liveUrl: `wss://127.0.0.1:${ports.live}`,
      demoUrl: `wss://127.0.0.1:${ports.demo}`,
      liveJsonUrl: `wss://127.0.0.1:${ports.liveJson}`,
      demoJsonUrl: `wss://127.0.0.1:${ports.demoJson}`,
      controlUrl,
      crmUrl: deployment.crmUrl(),
      caFile: certificate.caFile,
      ports,
      clientId: settings.clientId,
      clientSecret: settings.clientSecret,
      redirectUris: settings.redirectUris,
      world,
      close: closeAll,
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}
