import type { BrokerDeployment } from './broker-deployment'
import { createCertificate } from './certificate'
import type { Clock } from './clock'
import { accountStatusRoutes } from './control/account-status-routes'
import { clockRoutes } from './control/clock-routes'
import { controlRoutes } from './control/control-routes'
import { crmControlRoutes } from './control/crm-routes'
import { dealRoutes } from './control/deal-routes'
import { eventRoutes } from './control/event-routes'
import { faultRoutes } from './control/fault-routes'
import { panelRoutes } from './control/panel-page'
import { processRoutes } from './control/process-routes'
import { controlFromSameOrigin } from './control/same-origin'
import { contractError } from './crm/contract-errors'
import { crmRoutes } from './crm/crm-routes'
import { backendRoutes } from './ctrader-backend/backend-routes'
import { CtraderBackend } from './ctrader-backend/ctrader-backend'
import { handOffControlRoutes } from './ctrader-backend/hand-off-control'
import { AUTHORIZATION_PATH } from './ctrader-id/authorization-paths'
import { authorizationRoutes } from './ctrader-id/authorization-routes'
import { brokerSignInRoute } from './ctrader-id/broker-sign-in'
import { SignInSessions } from './ctrader-id/sign-in-sessions'
import { tokenRoutes } from './ctrader-id/token-endpoint'
import { createHttpServer } from './http/http-server'
import { type LoopbackListener, listenOnLoopback } from './loopback-listener'
import { harbour } from './market/broker'
import { Connections } from './open-api/connections'
import { createJsonServer, createProtobufServer } from './open-api/open-api-server'
import type { Environment } from './open-api/session'
import { brokerSuccessRoute } from './platform/broker-success-route'
import { createPlatform } from './platform/platform'
import { platformRoutes } from './platform/platform-routes'
import { type StartSettings, type StartSettingsInput, startSettingsSchema } from './settings'
import { openWorld } from './state/open-world'
import type { World } from './world'

/** The manager at Harbour Lane whose name the CRM uses. */
const HARBOUR_MANAGER_LOGIN = 30_001

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
  const listening: ListeningPorts = { http: 0, crm: 0 }
  const deployment = deployHarbour(settings, listening)
  const signInSessions = new SignInSessions(world)
  const backend = new CtraderBackend(world, deployment)
  const platform = createPlatform(backend, signInSessions)
  const routes = controlFromSameOrigin([
    ...authorizationRoutes(world, signInSessions),
    ...tokenRoutes(world),
    brokerSignInRoute(platform),
    brokerSuccessRoute(platform),
    ...platformRoutes(platform),
    ...backendRoutes(backend),
    ...handOffControlRoutes(backend),
    ...controlRoutes(world),
    ...processRoutes(),
    ...accountStatusRoutes(world),
    ...dealRoutes(world),
    ...faultRoutes(world),
    ...clockRoutes(world),
    ...eventRoutes(world, connections),
    ...crmControlRoutes(world),
    ...panelRoutes(world, {
      openConnections: () => connections.size,
      crmUrl: () => deployment.crmUrl(),
    }),
  ])

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

interface ListeningPorts {
  http: number
  crm: number
}

/** Browser and servers all say `localhost`, so that no cookie is lost on the way. */
function deployHarbour(settings: StartSettings, listening: ListeningPorts): BrokerDeployment {
  const backendUrl = () => `http://localhost:${listening.http}`
  return {
    brokerCrmName: 'harbourlanecrm',
    brokerName: harbour.name,
    crmUrl: () => `http://localhost:${listening.crm}`,
    backendUrl,
    successUrl: () => `${backendUrl()}/broker/success`,
    crmPassword: settings.crmPassword,
    manager: { login: HARBOUR_MANAGER_LOGIN, password: 'mock-manager-password' },
  }
}
