'use client'

import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { AccountView } from '@/lib/domain/views/account'

/**
 * Accounts made for files, to say which of them a linked one is. One in another currency is never the
 * same, nor one whose trades were never made.
 */
export function FileAccountChoice(props: {
  label: string
  account: AccountView
  fileAccounts: AccountView[]
  value: string
  nothing: string
  onChange: (fileAccountId: string) => void
}) {
  const { currency, name } = props.account
  const differs = (each: AccountView) => each.simulated || each.currency !== currency
  const hint = [
    hintOn(
      props.fileAccounts.filter((each) => !each.simulated && differs(each)),
      name,
      currency,
    ),
    props.fileAccounts.some(({ simulated }) => simulated)
      ? 'Simulated trades become part of no real account.'
      : null,
  ].filter((words) => words !== null)
  return (
    <Field label={props.label} hint={hint.length > 0 ? hint.join(' ') : null}>
      {(control) => (
        <Select
          {...control}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
          className="max-w-80"
        >
          <option value="">{props.nothing}</option>
          {props.fileAccounts.map((each) => (
            <option key={each.id} value={each.id} disabled={differs(each)}>
              {each.name} ({each.currency})
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

function hintOn(others: AccountView[], name: string, currency: string | null): string | null {
  if (others.length === 0) return null
  if (currency === null)
    return `cTrader has not told us the currency of ${name} yet; this opens once it has.`
  const list = others.map((each) => `“${each.name}” is in ${each.currency}`).join(', ')
  return `${list}; ${name} is in ${currency}. Amounts are never relabelled, so those stay apart.`
}
