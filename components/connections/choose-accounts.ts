'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'
import type { WantedHistory } from '@/components/coverage/history-choice'
import type { ConnectionView } from '@/lib/domain/views/connection'
import { connectionQuery } from './connection'

type Choice = {
  accountIds: string[]
  /** Of accounts that were never read; all there is unless given. */
  historyFrom?: WantedHistory
  /** File accounts that are the same as a chosen one. */
  joins?: { accountId: string; fileAccountId: string }[]
}

/** Says which of the accounts that cTrader listed go into the journal. */
export function useChooseAccounts(connectionId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (choice: Choice) =>
      requestJson<ConnectionView>(`/api/connections/${connectionId}/accounts`, {
        method: 'POST',
        body: choice,
      }),
    onSuccess: (connection) => {
      client.setQueryData(connectionQuery(connectionId).queryKey, connection)
      void client.invalidateQueries({ queryKey: ['journal'] })
      void client.invalidateQueries({ queryKey: ['accounts'] })
    },
  })
}
