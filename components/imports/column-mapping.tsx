'use client'

import { type FormEvent, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Pill } from '@/components/ui/pill'
import { RequestFailure } from '@/components/ui/request-failure'
import { Select } from '@/components/ui/select'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import type { ImportMappingView } from '@/lib/domain/views/import'
import { useAnswerImport } from './import'

const NOT_USED = ''

/** Which column is what, where the headers do not say it: filled in as far as we can guess. */
export function ColumnMapping(props: { importId: string; mapping: ImportMappingView }) {
  const { mapping } = props
  const answer = useAnswerImport(props.importId)
  const titleId = useId()
  const [chosen, setChosen] = useState(() =>
    Object.fromEntries(mapping.columns.map(({ position, field }) => [position, field])),
  )
  const taken = new Set(Object.values(chosen))
  const required = mapping.fields.filter((field) => field.required)
  const missing = required.filter(({ field }) => !taken.has(field))

  function submit(event: FormEvent) {
    event.preventDefault()
    answer.mutate({ mapping: chosen })
  }

  return (
    <form onSubmit={submit} aria-labelledby={titleId} className="flex flex-col gap-4">
      <div>
        <h2 id={titleId} className="text-base font-semibold">
          {mapping.title}
        </h2>
        <p className="mt-1 max-w-3xl text-ink-soft">{mapping.body}</p>
      </div>
      {mapping.problems.map((problem) => (
        <Notice key={problem} tone="act" role="alert">
          {problem}
        </Notice>
      ))}
      <TableFrame caption="Columns of the file and what they are">
        <thead>
          <tr>
            <Th>Column of the file</Th>
            <Th>What it is</Th>
            <Th>How sure we are</Th>
            <Th>First values</Th>
          </tr>
        </thead>
        <tbody>
          {mapping.columns.map((column) => (
            <Tr key={column.position}>
              <Td className="font-medium [overflow-wrap:anywhere] whitespace-normal">
                {column.header || `Column ${column.position}`}
              </Td>
              <Td>
                <Select
                  aria-label={`What ${column.header || `column ${column.position}`} is`}
                  value={chosen[column.position] ?? NOT_USED}
                  disabled={answer.isPending}
                  onChange={({ target }) =>
                    setChosen({ ...chosen, [column.position]: target.value || null })
                  }
                  className="w-44"
                >
                  <option value={NOT_USED}>Not used</option>
                  {mapping.fields.map(({ field, name }) => (
                    <option key={field} value={field}>
                      {name}
                    </option>
                  ))}
                </Select>
              </Td>
              <Td>{column.field === null ? null : <Sureness confidence={column.confidence} />}</Td>
              <Td className="text-ink-soft">{column.samples.join(' · ') || 'nothing'}</Td>
            </Tr>
          ))}
        </tbody>
      </TableFrame>
      {answer.error ? (
        <RequestFailure error={answer.error} what="Your choice could not be used" />
      ) : null}
      <div className="flex flex-wrap items-center gap-4">
        <Button
          type="submit"
          look="primary"
          disabled={missing.length > 0}
          busy={(answer.isPending || answer.isSuccess) && 'Reading…'}
        >
          Use these columns
        </Button>
        <p role="status" className="text-ink-soft">
          {required.length - missing.length} of {required.length} found
          {missing.length > 0
            ? `; still to choose: ${missing.map(({ name }) => name).join(', ')}`
            : ''}
        </p>
      </div>
    </form>
  )
}

function Sureness({
  confidence,
}: {
  confidence: ImportMappingView['columns'][number]['confidence']
}) {
  switch (confidence) {
    case 'sure':
      return <Pill tone="good">sure</Pill>
    case 'likely':
      return <Pill tone="waiting">likely</Pill>
    case 'choose':
      return <Pill tone="act">please choose</Pill>
  }
}
