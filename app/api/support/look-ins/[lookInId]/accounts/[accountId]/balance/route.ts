import { lookInRoute } from '@/app/api/support/look-ins/look-in-route'
import { idParameter } from '@/lib/http/id-parameter'
import { BalanceQuery } from '@/lib/journal/balance-statement'
import { lookAtBalance } from '@/lib/support/look-in/looks'

export const GET = lookInRoute((db, asked, { params, query }) => {
  const { page } = BalanceQuery.parse(query)
  return lookAtBalance(db, { ...asked, accountId: idParameter(params, 'accountId'), page })
})
