import { lookInRoute } from '@/app/api/support/look-ins/look-in-route'
import { idParameter } from '@/lib/http/id-parameter'
import { lookAtTrade } from '@/lib/support/look-in/looks'

export const GET = lookInRoute((db, asked, { params }) =>
  lookAtTrade(db, { ...asked, tradeId: idParameter(params, 'tradeId') }),
)
