import { z } from 'zod'
import { behaviourChangeSchema } from '@/mock-spotware/behaviour'
import { jsonReply } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'
import type { World } from '@/mock-spotware/world'
import { get, post } from './json-route'

/** How the mock behaves, and back to how it was at first. */
export function switchRoutes(world: World): Route[] {
  return [
    get('/control/behaviour', () => jsonReply(world.behaviour)),
    post('/control/behaviour', behaviourChangeSchema, (change) => {
      Object.assign(world.behaviour, change)
      return jsonReply(world.behaviour)
    }),
    post('/control/reset', z.unknown(), () => {
      world.reset()
      return jsonReply({ ok: true })
    }),
  ]
}
