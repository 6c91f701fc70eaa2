import type { CtraderBackend } from '@/mock-spotware/ctrader-backend/ctrader-backend'
import type { Route } from '@/mock-spotware/http/router'
import type { Connections } from '@/mock-spotware/open-api/connections'
import { accountStatusRoutes } from './account-status-routes'
import { applicationRoutes, type Listening } from './application-routes'
import { cashRoutes } from './cash-routes'
import { clockRoutes } from './clock-routes'
import { crmControlRoutes } from './crm-routes'
import { dealRoutes } from './deal-routes'
import { eventRoutes } from './event-routes'
import { faultRoutes } from './fault-routes'
import { grantRoutes } from './grant-routes'
import { handOffRoutes } from './hand-off-routes'
import { panelRoutes } from './panel-page'
import { peopleRoutes } from './people-routes'
import { processRoutes } from './process-routes'
import { sameOriginOnly } from './same-origin'
import { seenRoutes } from './seen-routes'
import { switchRoutes } from './switch-routes'
import { tradeRoutes } from './trade-routes'

/** Reading the truth and moving the world, for tests and scripts, and the panel for people. */
export function controlRoutes(
  { world, deployment, handOffTokens }: CtraderBackend,
  connections: Connections,
  listening: Listening,
): Route[] {
  const api = [
    ...peopleRoutes(world),
    ...seenRoutes(world),
    ...applicationRoutes(world, listening),
    ...switchRoutes(world),
    ...grantRoutes(world),
    ...tradeRoutes(world),
    ...cashRoutes(world),
    ...dealRoutes(world),
    ...accountStatusRoutes(world),
    ...faultRoutes(world),
    ...clockRoutes(world),
    ...eventRoutes(world, connections),
    ...handOffRoutes(world, handOffTokens),
    ...crmControlRoutes(world),
    ...processRoutes(),
  ]
  const surroundings = { openConnections: () => connections.size, crmUrl: deployment.crmUrl }
  return [...api.map(sameOriginOnly), ...panelRoutes(world, surroundings)]
}
