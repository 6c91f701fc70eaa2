import { resolve } from 'node:path'
import { z } from 'zod'
import { addressesAt, type Ports } from '@/mock-spotware/addresses'
import { jsonReply } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'
import type { World } from '@/mock-spotware/world'
import { get, post } from './json-route'

/** What is only known once everything listens. */
export interface Listening {
  ports: Ports
  /** The certificate a client must trust. */
  caFile: string
}

const applicationSchema = z.strictObject({ active: z.boolean() })

/** The application as its developer sees it: its credentials, and where to use them. */
export function applicationRoutes(world: World, listening: Listening): Route[] {
  return [
    get('/control/application', () => jsonReply(describeApplication(world, listening))),
    post('/control/application', applicationSchema, ({ active }) => {
      world.setApplicationActive(active)
      return jsonReply({ active })
    }),
  ]
}

function describeApplication({ application }: World, { ports, caFile }: Listening) {
  const { clientId, clientSecret, redirectUris, isActive } = application
  return {
    clientId,
    clientSecret,
    redirectUris,
    active: isActive,
    // cookies belong to one host name, and this is the one all pages use
    ...addressesAt('localhost', ports),
    caFile: resolve(caFile),
  }
}
