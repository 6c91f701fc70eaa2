'use client'

import { Search } from 'lucide-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from './button'
import { Field } from './field'
import { Input } from './input'

/** One box that looks for something when told to, beside which there may be other choices. */
export function SearchBox(props: {
  label: string
  placeholder: string
  /** What is looked for just now. */
  q: string
  onSearch: (q: string) => void
  children?: ReactNode
}) {
  const [typed, setTyped] = useState(props.q)

  function search(event: FormEvent) {
    event.preventDefault()
    props.onSearch(typed.trim())
  }

  return (
    <search>
      <form onSubmit={search} className="flex max-w-2xl flex-wrap items-end gap-2">
        <Field label={props.label} className="min-w-0 flex-1 basis-60">
          {(control) => (
            <Input
              {...control}
              type="search"
              autoComplete="off"
              spellCheck={false}
              maxLength={200}
              placeholder={props.placeholder}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        {props.children}
        <Button type="submit" look="primary" className="h-9">
          <Search aria-hidden />
          Search
        </Button>
      </form>
    </search>
  )
}
