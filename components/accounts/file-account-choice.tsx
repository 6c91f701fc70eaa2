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
  const differs = (each: AccountView) => !canBeSame(props.account, each)
  const known = withSameNumber(props.account, props.fileAccounts)
  const hint = [
    known ? `The files of “${known.name}” name the same account number, ${known.login}.` : null,
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

function canBeSame(account: AccountView, fileAccount: AccountView): boolean {
  return !fileAccount.simulated && fileAccount.currency === account.currency
}

/** The file account whose files named the number of a linked one. */
export function withSameNumber(
  account: AccountView,
  fileAccounts: AccountView[],
): AccountView | undefined {
  return fileAccounts.find(
    (each) => account.login !== null && each.login === account.login && canBeSame(account, each),
  )
}

function hintOn(others: AccountView[], name: string, currency: string | null): string | null {
  if (others.length === 0) return null
  if (currency === null)
    return `cTrader has not told us the currency of ${name} yet; this opens once it has.`
  const list = others.map((each) => `“${each.name}” is in ${each.currency}`).join(', ')
  return `${list}; ${name} is in ${currency}. Amounts are never relabelled, so those stay apart.`
}
