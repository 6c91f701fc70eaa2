import { faultOrderSchema } from '@/mock-spotware/faults/fault-order'
import { jsonError, jsonReply } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'
import type { World } from '@/mock-spotware/world'
import { get, post } from './json-route'

/** What is meant to go wrong. */
export function faultRoutes({ faults, clock }: World): Route[] {
  return [
    get('/control/faults', () => jsonReply({ faults: faults.list() })),
    post('/control/faults', faultOrderSchema, (order) =>
      jsonReply(faults.add(order).describe(clock.now()), 201),
    ),
    {
      method: 'DELETE',
      path: '/control/faults',
      handle: () => jsonReply({ cleared: faults.clear() }),
    },
    {
      method: 'DELETE',
      path: '/control/faults/:id',
      handle: ({ params }) =>
        faults.remove(params.id ?? '')
          ? jsonReply({ cleared: 1 })
          : jsonError(404, 'there is no such fault'),
    },
  ]
}
