'use client'

import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { isConflict, requestJson } from '@/components/api/request'
import { longDayText } from '@/components/format/instant'
import { RequestFailure } from '@/components/ui/request-failure'
import { Skeleton } from '@/components/ui/skeleton'
import type { DayNoteView } from '@/lib/domain/views/notes'
import { NoteEditor } from './note-editor'

function dayNoteQuery(day: string) {
  return queryOptions({
    queryKey: ['journal', 'day-note', day],
    queryFn: ({ signal }) => requestJson<DayNoteView>(`/api/day-notes/${day}`, { signal }),
  })
}

/** What a trader writes about a whole day. */
export function DayNote({ day }: { day: string }) {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(dayNoteQuery(day))
  const send = useCallback(
    async (text: string, was: string) => {
      const { queryKey } = dayNoteQuery(day)
      try {
        await requestJson(`/api/day-notes/${day}`, { method: 'PUT', body: { text, was } })
      } catch (error) {
        if (isConflict(error)) void client.invalidateQueries({ queryKey })
        throw error
      }
      // An answer that is under way may be older than what was just written.
      await client.cancelQueries({ queryKey })
      client.setQueryData(queryKey, { day, text })
      void client.invalidateQueries({ queryKey: ['journal', 'calendar'] })
    },
    [client, day],
  )
  return (
    <section aria-label="Note of the day" className="mt-5 max-w-3xl">
      <h3 className="mb-2 text-sm font-medium">Note of the day</h3>
      {data ? (
        <NoteEditor
          label={`Note of ${longDayText(day)}`}
          stored={data.text}
          send={send}
          placeholder="How the day went, and what to take along to the next. **Markdown** works."
        />
      ) : error ? (
        <RequestFailure
          error={error}
          what="The note of this day could not be loaded"
          onRetry={() => void refetch()}
        />
      ) : (
        <Skeleton className="h-32 w-full" />
      )}
    </section>
  )
}
