'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { importsQuery } from './imports'
import { uploadFile } from './upload-file'

export type QueuedFile = {
  file: File
  upload:
    | { phase: 'waiting' }
    | { phase: 'sending'; sentBytes: number }
    | { phase: 'sent'; importId: string }
    | { phase: 'failed'; error: Error }
}

/** Files on their way, one after the other, each an import of its own: one that fails stops no other. */
export function useUploadQueue() {
  const client = useQueryClient()
  const [queue, setQueue] = useState<QueuedFile[]>([])

  function note(file: File, upload: QueuedFile['upload']) {
    setQueue((all) => all.map((one) => (one.file === file ? { file, upload } : one)))
  }

  async function sendOne(file: File, accountId: string): Promise<string | null> {
    note(file, { phase: 'sending', sentBytes: 0 })
    try {
      const { importId } = await uploadFile({
        file,
        accountId,
        onProgress: (sentBytes) => note(file, { phase: 'sending', sentBytes }),
      })
      note(file, { phase: 'sent', importId })
      await client.invalidateQueries({ queryKey: importsQuery.queryKey })
      return importId
    } catch (error) {
      note(file, { phase: 'failed', error: error instanceof Error ? error : new Error() })
      return null
    }
  }

  return {
    queue,

    /** @returns the ids of the imports that came of them; none where a file did not arrive */
    async send(files: File[], accountId: string): Promise<string[]> {
      setQueue(files.map((file) => ({ file, upload: { phase: 'waiting' } })))
      const ids: string[] = []
      for (const file of files) {
        const id = await sendOne(file, accountId)
        if (id) ids.push(id)
      }
      return ids
    },

    retry(file: File, accountId: string): Promise<string | null> {
      return sendOne(file, accountId)
    },

    clear() {
      setQueue([])
    },
  }
}
