'use client'

import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { wordToDelete } from '@/lib/domain/deletion'
import type { StoredAccountView } from '@/lib/domain/views/account'

/** The trader types an account's number, or its name, to show that these trades are meant. */
export function TypedWord(props: {
  account: StoredAccountView
  label: string
  value: string
  onChange: (typed: string) => void
}) {
  const word = wordToDelete(props.account)
  const isWrong = props.value !== '' && !word.startsWith(props.value.trim())
  return (
    <Field label={props.label} problem={isWrong ? `That is not ${word}` : null}>
      {(control) => (
        <Input
          {...control}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
          autoComplete="off"
          spellCheck={false}
          inputMode={props.account.login ? 'numeric' : 'text'}
          className="max-w-60"
        />
      )}
    </Field>
  )
}
