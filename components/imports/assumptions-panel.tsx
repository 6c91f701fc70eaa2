'use client'

import { CircleCheck, CircleHelp } from 'lucide-react'
import { useId } from 'react'
import { When } from '@/components/format/when'
import { Button } from '@/components/ui/button'
import { Pill } from '@/components/ui/pill'
import { QuotedText } from '@/components/ui/quoted-text'
import { RequestFailure } from '@/components/ui/request-failure'
import { Select } from '@/components/ui/select'
import type { ImportAssumptionView, ImportView } from '@/lib/domain/views/import'
import { type Answers, useAnswerImport } from './import'
import { SavedAnswers } from './saved-answers'

/** Nothing is guessed silently: what we take for granted, why, and a way to say otherwise. */
export function AssumptionsPanel({ view }: { view: ImportView }) {
  const answer = useAnswerImport(view.id)
  if (view.assumptions.length === 0) return null
  return (
    <section aria-labelledby="assumptions">
      <h2 id="assumptions" className="mb-2 text-base font-semibold">
        How we read it
      </h2>
      <ul className="divide-y divide-rule border-y border-rule">
        {view.assumptions.map((assumption) => (
          <Assumption
            key={assumption.kind}
            assumption={assumption}
            busy={answer.isPending}
            onAnswer={(answers) => answer.mutate(answers)}
          />
        ))}
      </ul>
      <SavedAnswers view={view} />
      {answer.error ? (
        <RequestFailure
          error={answer.error}
          what="Your answer could not be used"
          className="mt-3"
        />
      ) : null}
    </section>
  )
}

function Assumption(props: {
  assumption: ImportAssumptionView
  busy: boolean
  onAnswer: (answers: Answers) => void
}) {
  const { kind, text, evidence, certain, needsAnswer, choice, recalled } = props.assumption
  const id = useId()
  const Icon = certain ? CircleCheck : CircleHelp
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5">
      <Icon
        aria-hidden
        className={`size-4 shrink-0 ${certain ? 'text-ink-faint' : needsAnswer ? 'text-act' : 'text-ink-soft'}`}
      />
      <div className="min-w-0 flex-1 basis-48">
        <p id={id} className="flex flex-wrap items-center gap-x-2 font-medium">
          {text}
          {needsAnswer ? <Pill tone="act">Please choose</Pill> : null}
        </p>
        <p className="text-table text-ink-soft">
          <QuotedText text={evidence} />
        </p>
        {recalled ? (
          <p className="text-table [overflow-wrap:anywhere] text-ink-soft">
            As you answered for “{recalled.fileName}” on <When at={recalled.answeredAt} />
          </p>
        ) : null}
      </div>
      {kind === 'mapping' ? (
        <Button
          size="small"
          disabled={props.busy}
          aria-describedby={id}
          onClick={() => props.onAnswer({ reviewMapping: true })}
        >
          Change…
        </Button>
      ) : null}
      {choice && needsAnswer && ONE_PRESS[choice.field] ? (
        <span className="ml-8 flex basis-full flex-wrap gap-2">
          {choice.options.map(({ value, label }) => (
            <Button
              key={value}
              size="small"
              disabled={props.busy}
              onClick={() => props.onAnswer(toAnswers(choice.field, value))}
            >
              {ONE_PRESS[choice.field]} {label}
            </Button>
          ))}
        </span>
      ) : choice ? (
        <Select
          aria-labelledby={id}
          value={choice.value ?? ''}
          disabled={props.busy}
          onChange={(event) => props.onAnswer(toAnswers(choice.field, event.target.value))}
          className="w-full sm:w-48"
        >
          {choice.value === null ? (
            <option value="" disabled>
              Please choose
            </option>
          ) : null}
          {choice.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      ) : null}
    </li>
  )
}

type Choice = NonNullable<ImportAssumptionView['choice']>

/** Questions with one or two answers, each given for the whole file with one press. */
const ONE_PRESS: Partial<Record<Choice['field'], string>> = {
  dateOrder: 'Read all dates',
  decimalMark: 'Read all with a decimal',
  simulated: 'Yes,',
}

function toAnswers(field: Choice['field'], value: string): Answers {
  switch (field) {
    case 'utcOffsetMinutes':
      return { utcOffsetMinutes: Number(value) }
    case 'dateOrder':
      return { dateOrder: value === 'month-first' ? 'month-first' : 'day-first' }
    case 'netColumn':
      return { netColumn: value }
    case 'simulated':
      return { simulated: value === 'yes' }
    case 'sheet':
      return { sheet: value }
    case 'decimalMark':
      return { decimalMark: value === ',' ? ',' : '.' }
  }
}
