'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'
import { sessionQuery, useSession } from '@/components/identity/session'
import { columnsShown, type TradeColumnId } from '@/lib/domain/trade-columns'

/** The columns the trader sees, in their order. */
export function useChosenColumns(): TradeColumnId[] {
  return columnsShown(useSession().data?.user.tradeColumns ?? [])
}

/** Takes a choice over at once and keeps it; when it cannot be kept, what was there is back. */
export function useChooseColumns() {
  const client = useQueryClient()
  const { queryKey } = sessionQuery
  return useMutation({
    mutationFn: (columns: TradeColumnId[]) =>
      requestJson('/api/settings/trade-columns', { method: 'PUT', body: { columns } }),
    onMutate: async (columns) => {
      await client.cancelQueries({ queryKey })
      const before = client.getQueryData(queryKey)
      client.setQueryData(
        queryKey,
        (session) => session && { user: { ...session.user, tradeColumns: columns } },
      )
      return { before }
    },
    onError: (_error, _columns, context) => client.setQueryData(queryKey, context?.before),
  })
}
