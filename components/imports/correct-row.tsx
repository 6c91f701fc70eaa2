'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RequestFailure } from '@/components/ui/request-failure'
import type { ImportRowView, ImportView } from '@/lib/domain/views/import'
import { isStillOpen, useAnswerImport } from './import'

/** Cells of a row that cannot be read, written anew in place; and the way back. */
export function CorrectRow({ row, view }: { row: ImportRowView; view: ImportView }) {
  const answer = useAnswerImport(view.id)
  const [open, setOpen] = useState(false)
  if (!isStillOpen(view) || (row.wrongCells.length === 0 && !row.corrected)) return null

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const cells = row.wrongCells.map(({ column }) => [column, String(fields.get(`${column}`))])
    answer.mutate(
      { corrections: { [row.line]: Object.fromEntries(cells) } },
      { onSuccess: () => setOpen(false) },
    )
  }

  return (
    <>
      {open && row.wrongCells.length > 0 ? (
        <form
          onSubmit={submit}
          aria-label={`Correct line ${row.line}`}
          className="mt-2 flex flex-wrap items-end gap-2"
        >
          {row.wrongCells.map(({ column, header, value }) => (
            <Field key={column} label={header}>
              {(control) => (
                <Input
                  {...control}
                  name={`${column}`}
                  defaultValue={value}
                  maxLength={500}
                  autoComplete="off"
                  disabled={answer.isPending}
                  className="w-56"
                />
              )}
            </Field>
          ))}
          <Button type="submit" busy={answer.isPending && 'Reading…'}>
            Use this
          </Button>
          <Button look="quiet" onClick={() => setOpen(false)}>
            Cancel
          </Button>
        </form>
      ) : row.wrongCells.length > 0 ? (
        <Button look="quiet" size="small" className="-ml-2" onClick={() => setOpen(true)}>
          Correct it here…
        </Button>
      ) : null}
      {row.corrected && !open ? (
        <Button
          look="quiet"
          size="small"
          className="-ml-2"
          busy={answer.isPending && 'Reading…'}
          onClick={() => answer.mutate({ corrections: { [row.line]: null } })}
        >
          Take it as it was
        </Button>
      ) : null}
      {answer.error ? (
        <RequestFailure error={answer.error} what="The correction could not be used" />
      ) : null}
    </>
  )
}
