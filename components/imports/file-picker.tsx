'use client'

import { FileText, FileUp } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import { fileSizeText } from '@/components/format/file-size'
import { cn } from '@/components/ui/class-names'
import { Field } from '@/components/ui/field'
import { LARGEST_FILE_BYTES } from './upload-file'

/** A place to drop files on, around the browser's own file field. */
export function FilePicker(props: {
  files: File[]
  onChoose: (files: File[]) => void
  /** The first one that is larger than can be read. */
  tooLarge: File | undefined
  disabled: boolean
}) {
  const { files, tooLarge } = props
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)

  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    const dropped = event.dataTransfer.files
    if (props.disabled || dropped.length === 0 || !input.current) return
    input.current.files = dropped
    props.onChoose([...dropped])
  }

  return (
    <Field
      label="File"
      hint={
        files.length === 0
          ? `The History export of cTrader, up to ${fileSizeText(LARGEST_FILE_BYTES)}; several at once are fine. We go by what is in them, not by their names.`
          : null
      }
      problem={
        tooLarge
          ? `${files.length > 1 ? tooLarge.name : 'This file'} has ${fileSizeText(tooLarge.size)}; up to ${fileSizeText(LARGEST_FILE_BYTES)} can be read at once. Export shorter periods and bring the parts.`
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
            'relative flex flex-col items-center justify-center gap-1 rounded-lg border border-dashed border-control bg-surface px-6 text-center transition-colors duration-100 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-text',
            files.length === 0 ? 'min-h-40 py-8' : 'py-4',
            over && 'border-accent-text bg-accent-soft',
            !props.disabled && 'hover:bg-hover',
          )}
        >
          <Chosen files={files} />
          <input
            {...control}
            ref={input}
            type="file"
            multiple
            accept=".csv,.txt,.tsv,.xlsx,.htm,.html"
            disabled={props.disabled}
            onChange={(event) => props.onChoose([...(event.target.files ?? [])])}
            className="absolute inset-0 cursor-pointer opacity-0 disabled:cursor-not-allowed"
          />
        </div>
      )}
    </Field>
  )
}

const NAMES_SHOWN = 5

function Chosen({ files }: { files: File[] }) {
  if (files.length === 0)
    return (
      <>
        <FileUp aria-hidden className="mb-1 size-6 text-ink-faint" />
        <span className="font-medium">Drop the export here</span>
        <span className="text-table text-ink-soft">or press to choose it</span>
      </>
    )
  const size = files.reduce((sum, file) => sum + file.size, 0)
  const more = files.length - NAMES_SHOWN
  return (
    <>
      <FileText aria-hidden className="mb-1 size-6 text-accent-text" />
      {files.slice(0, NAMES_SHOWN).map((file, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two files may have the same name; their order stays
        <span key={index} className="font-medium [overflow-wrap:anywhere]">
          {file.name}
        </span>
      ))}
      <span className="text-table text-ink-soft">
        {more > 0 ? `and ${more} more · ` : ''}
        {files.length > 1 ? `${files.length} files, ` : ''}
        {fileSizeText(size)} · choose again to take {files.length > 1 ? 'others' : 'another'}
      </span>
    </>
  )
}
