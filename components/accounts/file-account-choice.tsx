'use client'

import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { AccountView } from '@/lib/domain/views/account'

/** Accounts made for files, to say which of them a linked one is. Another currency is never the same. */
export function FileAccountChoice(props: {
  label: string
  account: AccountView
  fileAccounts: AccountView[]
  value: string
  nothing: string
  onChange: (fileAccountId: string) => void
}) {
  const { currency, name } = props.account
  const others = props.fileAccounts.filter((each) => each.currency !== currency)
  return (
    <Field label={props.label} hint={others.length > 0 ? hintOn(others, name, currency) : null}>
      {(control) => (
        <Select
          {...control}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
          className="max-w-80"
        >
          <option value="">{props.nothing}</option>
          {props.fileAccounts.map((each) => (
            <option key={each.id} value={each.id} disabled={each.currency !== currency}>
              {each.name} ({each.currency})
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

function hintOn(others: AccountView[], name: string, currency: string | null): string {
  if (currency === null)
    return `cTrader has not told us the currency of ${name} yet; this opens once it has.`
  const list = others.map((each) => `“${each.name}” is in ${each.currency}`).join(', ')
  return `${list}; ${name} is in ${currency}. Amounts are never relabelled, so those stay apart.`
}
