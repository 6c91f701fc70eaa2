'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { isConflict, requestJson } from '@/components/api/request'
import { TRADE_KEY } from '@/components/trade/trade'
import type { TradeView } from '@/lib/domain/views/trade'

export type NoteChange = {
  text?: string
  /** The text that was changed. */
  was?: string
  rating?: number | null
  risk?: string | null
}

/** Writes a part of a trade's note. What is shown is asked for anew; the text is taken over at once. */
export function useKeepNote(tradeId: string) {
  const client = useQueryClient()
  const key = [...TRADE_KEY, tradeId]
  return useMutation({
    mutationFn: (change: NoteChange) =>
      requestJson(`/api/trades/${tradeId}/note`, { method: 'PATCH', body: change }),
    onSuccess: async (_, { text }) => {
      // An answer that is under way may be older than what was just written.
      await client.cancelQueries({ queryKey: key })
      if (text !== undefined)
        client.setQueriesData<TradeView>({ queryKey: key }, (trade) =>
          trade ? { ...trade, note: { ...trade.note, text } } : trade,
        )
      void client.invalidateQueries({ queryKey: ['journal'] })
    },
    onError: (error) => {
      if (isConflict(error)) void client.invalidateQueries({ queryKey: key })
    },
  })
}
