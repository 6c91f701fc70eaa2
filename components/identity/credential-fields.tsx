'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

export function EmailField({ problem }: { problem?: string | null }) {
  return (
    <Field label="Email" problem={problem}>
      {(control) => (
        <Input {...control} name="email" type="email" autoComplete="email" required autoFocus />
      )}
    </Field>
  )
}

export function PasswordField(props: {
  autoComplete: 'current-password' | 'new-password'
  hint?: string
  problem?: string | null
  minLength?: number
}) {
  const [shown, setShown] = useState(false)
  return (
    <Field label="Password" hint={props.hint} problem={props.problem}>
      {(control) => (
        <span className="relative block">
          <Input
            {...control}
            name="password"
            type={shown ? 'text' : 'password'}
            autoComplete={props.autoComplete}
            minLength={props.minLength}
            required
            className="pr-16"
          />
          <Button
            look="quiet"
            size="small"
            className="absolute top-1/2 right-1 -translate-y-1/2"
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            {shown ? 'Hide' : 'Show'}
          </Button>
        </span>
      )}
    </Field>
  )
}
