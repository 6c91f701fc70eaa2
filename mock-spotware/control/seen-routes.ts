import { jsonReply } from '@/mock-spotware/http/reply'
import type { Route } from '@/mock-spotware/http/router'
import type { World } from '@/mock-spotware/world'
import { get } from './json-route'

/** What was seen so far: requests, broken rules, secrets handed out. */
export function seenRoutes({ requests, violations, issued }: World): Route[] {
  return [
    get('/control/requests', ({ query }) => {
      const kind = query.get('kind')
      const wanted = requests.all().filter((entry) => !kind || entry.kind === kind)
      return jsonReply({ count: wanted.length, requests: wanted })
    }),
    get('/control/violations', () => {
      const all = violations.all()
      return jsonReply({ count: all.length, violations: all })
    }),
    get('/control/issued', () => jsonReply({ issued: issued.all() })),
  ]
}
