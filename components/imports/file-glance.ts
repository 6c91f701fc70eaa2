'use client'

import { useQuery } from '@tanstack/react-query'
import { requestJson } from '@/components/api/request'
import { seenInAll } from '@/lib/domain/account-of-file'
import type { FileGlanceView } from '@/lib/domain/views/glance'

const GLANCE_BYTES = 64 * 1024
const MOST_FILES = 10

/** What the chosen files say of their account, from their beginnings; null while that is not known. */
export function useFileGlance(files: File[]): FileGlanceView | null {
  const { data } = useQuery({
    queryKey: ['glance', files.map(({ name, size, lastModified }) => [name, size, lastModified])],
    queryFn: async ({ signal }) =>
      seenInAll(
        await Promise.all(
          files.slice(0, MOST_FILES).map((file) =>
            requestJson<FileGlanceView>('/api/imports/glance', {
              method: 'POST',
              body: file.slice(0, GLANCE_BYTES),
              signal,
            }),
          ),
        ),
      ),
    enabled: files.length > 0,
    // It is a help only: without it the account is chosen by hand.
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data ?? null
}
