import type { BrokerDeployment } from '@/mock-spotware/broker-deployment'
import { type Clock, createClock } from '@/mock-spotware/clock'
import { CtraderBackend } from '@/mock-spotware/ctrader-backend/ctrader-backend'
import { SignInSessions } from '@/mock-spotware/ctrader-id/sign-in-sessions'
import { createHttpServer } from '@/mock-spotware/http/http-server'
import { listenOnLoopback } from '@/mock-spotware/loopback-listener'
import { createPlatform } from '@/mock-spotware/platform/platform'
import { platformRoutes } from '@/mock-spotware/platform/platform-routes'
import { startSettingsSchema } from '@/mock-spotware/settings'
import { World } from '@/mock-spotware/world'
import { TEST_SEED } from './test-seed'

/** The platform's pages alone, at whatever CRM the test has. */
export async function servePlatform(crmUrl: string, clock: Clock = createClock()) {
  const world = new World(startSettingsSchema.parse({ seed: TEST_SEED }), clock)
  const listening = { port: 0 }
  const url = () => `http://localhost:${listening.port}`
  const deployment: BrokerDeployment = {
    brokerCrmName: 'harbourlanecrm',
    brokerName: 'harbourlane',
    crmUrl: () => crmUrl,
    backendUrl: url,
    successUrl: () => `${url()}/broker/success`,
    crmPassword: 'password-of-the-crm',
    manager: { login: 1, password: 'password-of-the-manager' },
  }
  const platform = createPlatform(new CtraderBackend(world, deployment), new SignInSessions(world))
  const server = createHttpServer({
    name: 'ctrader',
    clock,
    requests: world.requests,
    faults: world.faults,
    routes: platformRoutes(platform),
  })
  const listener = await listenOnLoopback(server, 0, 'none')
  listening.port = listener.port
  return { url: url(), port: listener.port, world, clock, close: listener.close }
}

export type ServedPlatform = Awaited<ReturnType<typeof servePlatform>>
