import type { Listening } from './control/application-routes'
import { controlRoutes } from './control/control-routes'
import { backendRoutes } from './ctrader-backend/backend-routes'
import type { CtraderBackend } from './ctrader-backend/ctrader-backend'
import { authorizationRoutes } from './ctrader-id/authorization-routes'
import { SignInSessions } from './ctrader-id/sign-in-sessions'
import { tokenRoutes } from './ctrader-id/token-endpoint'
import type { Route } from './http/router'
import type { Connections } from './open-api/connections'
import { createPlatform } from './platform/platform'
import { platformRoutes } from './platform/platform-routes'

/** Everything of cTrader that speaks HTTP: its ID, its platform, its back end; and the control API. */
export function ctraderRoutes(
  backend: CtraderBackend,
  connections: Connections,
  listening: Listening,
): Route[] {
  const { world } = backend
  const signInSessions = new SignInSessions(world)
  return [
    ...authorizationRoutes(world, signInSessions),
    ...tokenRoutes(world),
    ...platformRoutes(createPlatform(backend, signInSessions)),
    ...backendRoutes(backend),
    ...controlRoutes(backend, connections, listening),
  ]
}
