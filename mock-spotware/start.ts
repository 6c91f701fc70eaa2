import { type Addresses, addressesAt, type Ports } from './addresses'
import { createCertificate } from './certificate'
import type { Clock } from './clock'
import { contractError } from './crm/contract-errors'
import { crmRoutes } from './crm/crm-routes'
import { noSuchPage as noSuchBrokerPage } from './crm/screens/no-such-page'
import { CtraderBackend } from './ctrader-backend/ctrader-backend'
import { ctraderRoutes } from './ctrader-routes'
import { deployHarbour } from './harbour-deployment'
import { createHttpServer } from './http/http-server'
import { type LoopbackListener, listenOnLoopback } from './loopback-listener'
import { Connections } from './open-api/connections'
import { createJsonServer, createProtobufServer } from './open-api/open-api-server'
import type { Environment } from './open-api/session'
import { noSuchPage as noSuchPlatformPage } from './platform/no-such-page'
import { type StartSettingsInput, startSettingsSchema } from './settings'
import { openWorld } from './state/open-world'
import type { World } from './world'

export interface MockSpotwareOptions extends StartSettingsInput {
  /** For tests that move time. */
  clock?: Clock
}

/** A running mock: where it listens, what an application needs to use it, and its inside. */
export interface MockSpotware extends Addresses {
  /** The certificate a client must trust. */
  caFile: string
  ports: Ports
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
  const listening: Ports = { http: 0, crm: 0, live: 0, demo: 0, liveJson: 0, demoJson: 0 }
  const deployment = deployHarbour(settings.crmPassword, listening)
  const routes = ctraderRoutes(new CtraderBackend(world, deployment), connections, {
    ports: listening,
    caFile: certificate.caFile,
  })

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
        createHttpServer({ name: 'ctrader', ...seen, routes, refusePage: noSuchPlatformPage }),
        settings.httpPort,
        '--http-port',
      ),
      crm: await listen(
        createHttpServer({
          name: 'crm',
          ...seen,
          routes: crmRoutes({ crm: world.crm, behaviour: world.behaviour, deployment }),
          refuse: contractError,
          refusePage: noSuchBrokerPage,
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
    const { crmUrl, platformUrl } = addressesAt('localhost', ports)
    return {
      ...addressesAt('127.0.0.1', ports),
      crmUrl,
      platformUrl,
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
