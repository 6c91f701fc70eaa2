'use client'

import { FileText, FileUp } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import { fileSizeText } from '@/components/format/file-size'
import { cn } from '@/components/ui/class-names'
import { Field } from '@/components/ui/field'
import { LARGEST_FILE_BYTES } from './upload-file'

/** A place to drop a file on, around the browser's own file field. */
export function FilePicker(props: {
  file: File | null
  onChoose: (file: File | null) => void
  tooLarge: boolean
  disabled: boolean
}) {
  const { file } = props
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)

  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    const dropped = event.dataTransfer.files
    if (props.disabled || dropped.length === 0 || !input.current) return
    input.current.files = dropped
    props.onChoose(dropped[0] ?? null)
  }

  return (
    <Field
      label="File"
      hint={`The History export of cTrader, up to ${fileSizeText(LARGEST_FILE_BYTES)}. We go by what is in it, not by its name.`}
      problem={
        file && props.tooLarge
          ? `This file has ${fileSizeText(file.size)}; up to ${fileSizeText(LARGEST_FILE_BYTES)} can be read at once. Export a shorter period and bring the parts one after the other.`
          : null
      }
    >
      {(control) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: a larger target for the mouse; the field inside serves everybody
        <div
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
          className={cn(
            'relative flex min-h-40 flex-col items-center justify-center gap-1 rounded-lg border border-dashed border-control bg-surface px-6 py-8 text-center transition-colors duration-100 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-text',
            over && 'border-accent-text bg-accent-soft',
            !props.disabled && 'hover:bg-hover',
          )}
        >
          {file ? (
            <>
              <FileText aria-hidden className="mb-1 size-6 text-accent-text" />
              <span className="font-medium [overflow-wrap:anywhere]">{file.name}</span>
              <span className="text-table text-ink-soft">
                {fileSizeText(file.size)} · choose again to take another
              </span>
            </>
          ) : (
            <>
              <FileUp aria-hidden className="mb-1 size-6 text-ink-faint" />
              <span className="font-medium">Drop the export here</span>
              <span className="text-table text-ink-soft">or press to choose it</span>
            </>
          )}
          <input
            {...control}
            ref={input}
            type="file"
            accept=".csv,.txt,.tsv,.xlsx,.htm,.html"
            disabled={props.disabled}
            onChange={(event) => props.onChoose(event.target.files?.[0] ?? null)}
            className="absolute inset-0 cursor-pointer opacity-0 disabled:cursor-not-allowed"
          />
        </div>
      )}
    </Field>
  )
}
