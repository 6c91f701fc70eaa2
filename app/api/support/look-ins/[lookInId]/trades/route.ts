import { lookInRoute } from '@/app/api/support/look-ins/look-in-route'
import { LookInTradesQuery, lookAtTrades } from '@/lib/support/look-in/looks'

export const GET = lookInRoute((db, asked, { query }) =>
  lookAtTrades(db, { ...asked, query: LookInTradesQuery.parse(query) }),
)
