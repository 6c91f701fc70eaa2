'use client'

import { type FormEvent, useState } from 'react'
import { countOf, formatCount } from '@/components/format/decimal'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RequestFailure } from '@/components/ui/request-failure'
import type { AlikeCellsView, ImportView, ProblemGroupView } from '@/lib/domain/views/import'
import { type Answers, isStillOpen, useAnswerImport } from './import'

/** What helps, and which rows it helps: not one message for each of a thousand rows. */
export function ProblemGroups({ view }: { view: ImportView }) {
  const answer = useAnswerImport(view.id)
  const { problemGroups, alikeCells, leftOut } = view
  const mayAnswer = isStillOpen(view)
  const act = mayAnswer
    ? { busy: answer.isPending, give: (answers: Answers) => answer.mutate(answers) }
    : null
  return (
    <>
      {leftOut.rows > 0 ? <LeftOut rows={leftOut.rows} act={act} /> : null}
      {problemGroups.length > 0 ? (
        <section aria-labelledby="problems">
          <h2 id="problems" className="mb-2 text-base font-semibold">
            What would help the {countOf(view.counts?.problems ?? 0, 'row')} we cannot read
          </h2>
          <ul className="divide-y divide-rule border-y border-rule">
            {act
              ? alikeCells.map((cells) => (
                  <Alike key={`${cells.column} ${cells.value}`} cells={cells} act={act} />
                ))
              : null}
            {problemGroups.map((group) => (
              <Group key={group.cure} group={group} leftOut={leftOut.causes} act={act} />
            ))}
          </ul>
          <p className="mt-2 text-table text-ink-soft">
            Or download the rejected rows, correct them there and upload that file; the other rows
            do not wait for it.
          </p>
        </section>
      ) : null}
      {answer.error ? <RequestFailure error={answer.error} what="Nothing was changed" /> : null}
    </>
  )
}

/** Null once the file is added: then it is read no other way. */
type Act = { busy: boolean; give: (answers: Answers) => void } | null

const ROW = 'flex flex-col gap-x-4 gap-y-1.5 py-2.5 sm:flex-row'
const COUNT = 'w-24 shrink-0 font-medium tabular-nums'

function Group(props: { group: ProblemGroupView; leftOut: string[]; act: Act }) {
  const { group, act } = props
  const causes = group.causes.flatMap(({ cause }) => cause ?? [])
  return (
    <li className={ROW}>
      <span className={COUNT}>{countOf(group.rows, 'row')}</span>
      <div className="min-w-0 flex-1">
        <p className="font-medium">{group.cure}</p>
        <ul className="text-table text-ink-soft">
          {group.causes.map(({ text, rows, lines }) => (
            <li key={text}>
              {text}: {rows > 1 ? 'lines' : 'line'} {lines.map(formatCount).join(', ')}
              {rows > lines.length ? ` and ${formatCount(rows - lines.length)} more` : ''}
            </li>
          ))}
        </ul>
      </div>
      {act ? (
        <Button
          size="small"
          className="self-start"
          disabled={act.busy}
          onClick={() => act.give({ leaveOut: [...props.leftOut, ...causes] })}
        >
          {group.rows === 1
            ? 'Leave this row out'
            : `Leave these ${formatCount(group.rows)} rows out`}
        </Button>
      ) : null}
    </li>
  )
}

/** The same that cannot be read in several rows: said once what it is, it is read in all of them. */
function Alike({ cells, act }: { cells: AlikeCellsView; act: NonNullable<Act> }) {
  const { column, header, value, rows } = cells
  const [to, setTo] = useState(value)
  function submit(event: FormEvent) {
    event.preventDefault()
    act.give({ correctAlike: { column, value, to } })
  }
  return (
    <li className={ROW}>
      <span className={COUNT}>{countOf(rows, 'row')}</span>
      <form onSubmit={submit} className="flex min-w-0 flex-1 flex-wrap items-end gap-2">
        <Field
          label={
            value === '' ? `${header}, where nothing stands` : `${header} instead of “${value}”`
          }
          className="max-w-full"
        >
          {(control) => (
            <Input
              {...control}
              value={to}
              onChange={(event) => setTo(event.target.value)}
              maxLength={500}
              autoComplete="off"
              disabled={act.busy}
              className="w-56"
            />
          )}
        </Field>
        <Button type="submit" className="h-9" disabled={act.busy || to === value}>
          Use for all {formatCount(rows)}
        </Button>
      </form>
    </li>
  )
}

function LeftOut({ rows, act }: { rows: number; act: Act }) {
  return (
    <p role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-soft">
      You left {countOf(rows, 'row')} out.
      {act ? (
        <Button
          size="small"
          look="quiet"
          disabled={act.busy}
          onClick={() => act.give({ leaveOut: [] })}
        >
          Take {rows === 1 ? 'it' : 'them'} back
        </Button>
      ) : null}
    </p>
  )
}
