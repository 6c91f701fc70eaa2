'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { requestJson } from '@/components/api/request'
import { importQuery } from '@/components/imports/import'

/**
 * Adds the sample, and says when its trades are in.
 * @param onReady called once, then
 */
export function useAddSample(onReady: (accountId: string) => void) {
  const client = useQueryClient()
  const add = useMutation({
    mutationFn: () =>
      requestJson<{ accountId: string; importId: string }>('/api/sample-journal', {
        method: 'POST',
      }),
  })
  const { accountId, importId } = add.data ?? {}
  const { data: file } = useQuery({
    ...importQuery(importId ?? '', null),
    enabled: importId !== undefined,
  })
  const isIn = file?.status === 'done'
  useEffect(() => {
    if (!isIn || !accountId) return
    void client.invalidateQueries({ queryKey: ['journal'] }).then(() => onReady(accountId))
  }, [isIn, accountId, client, onReady])
  return {
    add: () => add.mutate(),
    busy: add.isPending || (importId !== undefined && !isIn && file?.status !== 'failed'),
    failure:
      add.error?.message ??
      (file?.status === 'failed' ? 'The sample could not be added. Try again.' : null),
  }
}

export function useRemoveSample() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => requestJson('/api/sample-journal', { method: 'DELETE' }),
    onSuccess: () =>
      Promise.all(
        [['journal'], ['accounts'], ['imports'], ['activity']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  })
}
