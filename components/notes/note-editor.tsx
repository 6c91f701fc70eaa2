'use client'

import dynamic from 'next/dynamic'
import { useEffect, useId, useRef, useState } from 'react'
import { Card } from '@/components/ui/card'
import { ChoiceGroup } from '@/components/ui/choice-group'
import { Skeleton } from '@/components/ui/skeleton'
import { useAutosavedText } from './autosaved-text'
import { NoteConflict } from './note-conflict'
import { SaveStateLine } from './save-state'

/** Only who reads a note needs what renders it. */
const Markdown = dynamic(() => import('./markdown').then(({ Markdown }) => Markdown), {
  ssr: false,
  loading: () => <Skeleton className="h-4 w-2/3" />,
})

const LONGEST_NOTE = 10_000

const MODES = [
  { value: 'read', label: 'Read' },
  { value: 'write', label: 'Write' },
] as const

/** A note in Markdown that saves itself. */
export function NoteEditor(props: {
  label: string
  stored: string
  send: (text: string, was: string) => Promise<unknown>
  placeholder: string
}) {
  const { text, state, change, flush, settle } = useAutosavedText(props.stored, props.send)
  const [mode, setMode] = useState<'read' | 'write'>(props.stored ? 'read' : 'write')
  const field = useRef<HTMLTextAreaElement>(null)
  const asked = useRef(false)
  const id = useId()
  useEffect(() => {
    if (mode === 'write' && asked.current) field.current?.focus()
  }, [mode])
  return (
    <Card className="overflow-hidden">
      <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-rule px-4 py-1.5">
        <ChoiceGroup
          quiet
          legend="How the note is shown"
          value={mode}
          options={[...MODES]}
          onChoose={(chosen) => {
            asked.current = true
            setMode(chosen)
          }}
        />
        {text === '' && state === 'saved' ? null : <SaveStateLine state={state} />}
      </div>
      {state === 'conflict' ? (
        <div className="border-b border-rule p-3">
          <NoteConflict theirs={props.stored} onSettle={settle} />
        </div>
      ) : null}
      {mode === 'write' ? (
        <>
          <label htmlFor={id} className="sr-only">
            {props.label}
          </label>
          <textarea
            id={id}
            ref={field}
            value={text}
            maxLength={LONGEST_NOTE}
            rows={Math.min(24, Math.max(8, text.split('\n').length + 1))}
            placeholder={props.placeholder}
            onChange={(event) => change(event.target.value)}
            onBlur={() => void flush()}
            className="block w-full resize-y bg-surface px-4 py-3 text-sm leading-6 text-ink outline-none placeholder:text-ink-faint focus-visible:shadow-[inset_0_0_0_2px_var(--accent-text)] touch:text-base"
          />
        </>
      ) : (
        <div className="min-h-32 px-4 py-3 leading-6">
          {text === '' ? (
            <p className="text-ink-faint">Nothing written yet.</p>
          ) : (
            <Markdown>{text}</Markdown>
          )}
        </div>
      )}
    </Card>
  )
}
