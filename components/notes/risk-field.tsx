'use client'

import { useEffect, useState } from 'react'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { MoneyView } from '@/lib/domain/views/money'

const AMOUNT = /^\d{1,15}(\.\d{1,8})?$/

/** What was at stake, typed in; the net over it is R. Saved when the field is left. */
export function RiskField(props: {
  risk: MoneyView | null
  currency: string
  failure: string | null
  onChange: (risk: string | null) => void
}) {
  const stored = props.risk?.amount ?? ''
  const [typed, setTyped] = useState(stored)
  useEffect(() => setTyped(stored), [stored])
  const amount = typed.trim().replace(',', '.')
  const isAmount = amount === '' || (AMOUNT.test(amount) && /[1-9]/.test(amount))
  const keep = () => {
    if (isAmount && amount !== stored) props.onChange(amount === '' ? null : amount)
  }
  return (
    <Field
      label={`Risk in ${props.risk?.currency ?? props.currency}`}
      problem={isAmount ? props.failure : 'An amount above zero, such as 250 or 250.50.'}
      hint="Your loss at the stop. Gives R."
    >
      {(control) => (
        <Input
          {...control}
          inputMode="decimal"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key === 'Enter') keep()
          }}
          className="tabular-nums"
        />
      )}
    </Field>
  )
}
