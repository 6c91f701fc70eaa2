'use client'

import { toast } from '@/components/ui/toast'
import type { TagUndo } from '@/lib/domain/views/notes'
import { useUndoTagging } from './tags'

const LONG_ENOUGH_MS = 10_000

/** Says what was done to tags, with a way to take it back for a while. */
export function useOfferUndo(): (words: string, undo: TagUndo[]) => void {
  const take = useUndoTagging()
  return (words, undo) => {
    if (undo.length === 0) {
      void toast(words)
      return
    }
    void toast(words, {
      duration: LONG_ENOUGH_MS,
      action: {
        label: 'Undo',
        onClick: () =>
          take.mutate(undo, {
            onSuccess: () => void toast('Taken back'),
            onError: () =>
              void toast('Not taken back. The tags are as they were.', { failed: true }),
          }),
      },
    })
  }
}
