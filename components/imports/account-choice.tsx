'use client'

import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { AccountView } from '@/lib/domain/views/account'

export const NEW_ACCOUNT = 'new'

const CURRENCIES = [
  'USD',
  'EUR',
  'GBP',
  'CHF',
  'JPY',
  'AUD',
  'CAD',
  'NZD',
  'SGD',
  'PLN',
  'CZK',
  'ZAR',
]

export function AccountChoice(props: {
  accounts: AccountView[]
  value: string
  onChange: (accountId: string) => void
  disabled: boolean
}) {
  const linked = props.accounts.filter(({ source }) => source === 'ctrader')
  const fromFiles = props.accounts.filter(({ source }) => source === 'file')
  return (
    <div className="flex flex-col gap-4">
      <Field
        label="Account"
        hint="The account these trades were made in. A linked one is fine: repeats are recognised."
      >
        {(control) => (
          <Select
            {...control}
            required
            value={props.value}
            disabled={props.disabled}
            onChange={(event) => props.onChange(event.target.value)}
          >
            <option value="" disabled>
              Choose an account
            </option>
            <Options label="Linked with cTrader" accounts={linked} />
            <Options label="From files" accounts={fromFiles} />
            <option value={NEW_ACCOUNT}>New account…</option>
          </Select>
        )}
      </Field>
      {props.value === NEW_ACCOUNT ? <NewAccountFields disabled={props.disabled} /> : null}
    </div>
  )
}

function Options({ label, accounts }: { label: string; accounts: AccountView[] }) {
  if (accounts.length === 0) return null
  return (
    <optgroup label={label}>
      {accounts.map((account) => (
        <option key={account.id} value={account.id}>
          {account.currency ? `${account.name} (${account.currency})` : account.name}
        </option>
      ))}
    </optgroup>
  )
}

function NewAccountFields({ disabled }: { disabled: boolean }) {
  return (
    <div className="grid gap-4 border-l-2 border-rule-strong pl-4 sm:grid-cols-[1fr_9rem]">
      <Field label="Name" hint="As you call it, for example “Pepperwood 5501”">
        {(control) => (
          <Input
            {...control}
            name="name"
            required
            maxLength={80}
            disabled={disabled}
            autoComplete="off"
          />
        )}
      </Field>
      <Field label="Currency" hint="Of its balance">
        {(control) => (
          <>
            <Input
              {...control}
              name="currency"
              required
              list="currencies"
              placeholder="EUR"
              pattern="[A-Za-z]{3,5}"
              title="The currency’s letters, for example EUR"
              maxLength={5}
              disabled={disabled}
              autoComplete="off"
              className="uppercase placeholder:normal-case"
            />
            <datalist id="currencies">
              {CURRENCIES.map((currency) => (
                <option key={currency} value={currency} />
              ))}
            </datalist>
          </>
        )}
      </Field>
    </div>
  )
}
