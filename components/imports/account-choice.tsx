'use client'

import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { type AccountProposal, whyNotThisAccount } from '@/lib/domain/account-of-file'
import type { AccountView } from '@/lib/domain/views/account'
import type { FileGlanceView } from '@/lib/domain/views/glance'

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
  /** What the file says of its account, and what follows from it; null while no file was looked at. */
  seen: FileGlanceView | null
  proposal: AccountProposal
  disabled: boolean
}) {
  const { proposal, seen } = props
  const linked = props.accounts.filter(({ source }) => source === 'ctrader')
  const fromFiles = props.accounts.filter(
    ({ source, simulated }) => source === 'file' && !simulated,
  )
  const simulated = props.accounts.filter((account) => account.simulated)
  const chosen = props.accounts.find(({ id }) => id === props.value)
  const doubt = chosen && seen ? whyNotThisAccount(seen, chosen) : null
  const isProposed =
    proposal !== null &&
    props.value === (proposal.kind === 'new' ? NEW_ACCOUNT : proposal.accountId)
  return (
    <div className="flex flex-col gap-4">
      <Field
        label="Account"
        hint={
          isProposed
            ? proposal.because
            : 'The account these trades were made in. A linked one is fine: repeats are recognised.'
        }
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
            <Options label="Simulated" accounts={simulated} />
            <option value={NEW_ACCOUNT}>New account…</option>
          </Select>
        )}
      </Field>
      {doubt ? (
        <p role="status" className="flex items-start gap-1.5 text-table text-act">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {doubt}
        </p>
      ) : null}
      {props.value === NEW_ACCOUNT ? (
        <NewAccountFields
          name={proposal?.kind === 'new' ? proposal.name : ''}
          currency={proposal?.kind === 'new' ? proposal.currency : (seen?.currency ?? '')}
          simulated={seen?.simulated ?? false}
          disabled={props.disabled}
        />
      ) : null}
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

function NewAccountFields(props: {
  /** What is filled in already. */
  name: string
  currency: string
  simulated: boolean
  disabled: boolean
}) {
  const { disabled } = props
  // What is typed stays, whatever file is chosen afterwards.
  const [name, setName] = useState<string | null>(null)
  const [currency, setCurrency] = useState<string | null>(null)
  const [simulated, setSimulated] = useState<boolean | null>(null)
  return (
    <div className="grid gap-4 border-l-2 border-rule-strong pl-4 sm:grid-cols-[1fr_9rem]">
      <Field label="Name" hint="As you call it, for example “Pepperwood 5501”">
        {(control) => (
          <Input
            {...control}
            name="name"
            required
            value={name ?? props.name}
            onChange={(event) => setName(event.target.value)}
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
              value={currency ?? props.currency}
              onChange={(event) => setCurrency(event.target.value)}
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
      <div className="flex items-start gap-2 text-table sm:col-span-2">
        <Checkbox
          id="simulated"
          aria-describedby="simulated-note"
          name="simulated"
          checked={simulated ?? props.simulated}
          onChange={(event) => setSimulated(event.target.checked)}
          disabled={disabled}
          className="mt-0.5"
        />
        <div>
          <label htmlFor="simulated" className="font-medium">
            Simulated trades
          </label>
          <p id="simulated-note" className="text-ink-soft">
            Of a cBot or a backtest. They count in no figure of your real accounts.
          </p>
        </div>
      </div>
    </div>
  )
}
