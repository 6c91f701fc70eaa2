'use client'

import { type FormEvent, useState } from 'react'
import { FileAccountChoice, withSameNumber } from '@/components/accounts/file-account-choice'
import { HistoryChoice, type WantedHistory } from '@/components/coverage/history-choice'
import { countOf } from '@/components/format/decimal'
import { useFileAccounts } from '@/components/imports/accounts'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/class-names'
import { RequestFailure } from '@/components/ui/request-failure'
import type { AccountView } from '@/lib/domain/views/account'
import type { CandidateAccountView, ConnectionView } from '@/lib/domain/views/connection'
import { accountDetails } from './account-details'
import { useChooseAccounts } from './choose-accounts'

/**
 * Live and demo apart; the only one is ticked already; those in the journal stay ticked. A ticked one
 * may be an account that was filled by file before.
 */
export function ChooseAccountsForm(props: {
  connection: ConnectionView
  submitLabel: string
  onDone?: () => void
}) {
  const { accounts, id } = props.connection
  const choose = useChooseAccounts(id)
  const open = accounts.filter(({ alreadyLinked }) => !alreadyLinked)
  const onlyOne = open.length === 1
  const isFirstChoice = props.connection.state === 'choose-accounts'
  const [historyFrom, setHistoryFrom] = useState<WantedHistory>(null)
  const [ticked, setTicked] = useState<string[]>(
    // One whose trades are here already, from an archive, is meant to go on.
    open.filter(({ trades }) => onlyOne || (isFirstChoice && trades > 0)).map(({ id }) => id),
  )
  const [same, setSame] = useState<Record<string, string>>({})
  const fileAccounts = useFileAccounts().filter(({ joinsId }) => joinsId === null)
  const sameAs = (account: AccountView) =>
    same[account.id] ?? withSameNumber(account, fileAccounts)?.id ?? ''

  function submit(event: FormEvent) {
    event.preventDefault()
    // Those already in the journal go along: the list is what the trader sees ticked.
    const linked = accounts.filter(({ alreadyLinked }) => alreadyLinked).map((each) => each.id)
    const joins = ticked.flatMap((accountId) => {
      const account = open.find((each) => each.id === accountId)
      const fileAccountId = account && sameAs(account)
      return fileAccountId ? [{ accountId, fileAccountId }] : []
    })
    choose.mutate(
      { accountIds: [...linked, ...ticked], historyFrom, joins },
      { onSuccess: props.onDone },
    )
  }

  const group = (legend: string, members: CandidateAccountView[]) => (
    <AccountGroup
      legend={legend}
      accounts={members}
      ticked={ticked}
      onTick={(accountId, on) =>
        setTicked((now) => (on ? [...now, accountId] : now.filter((each) => each !== accountId)))
      }
      fileAccounts={fileAccounts}
      sameAs={sameAs}
      onSame={(accountId, fileAccountId) => setSame({ ...same, [accountId]: fileAccountId })}
    />
  )

  return (
    <form onSubmit={submit} className="mt-5 flex max-w-2xl flex-col gap-5">
      {group(
        'Live accounts',
        accounts.filter(({ environment }) => environment === 'live'),
      )}
      {group(
        'Demo accounts',
        accounts.filter(({ environment }) => environment !== 'live'),
      )}
      <HistoryChoice
        legend="How far back"
        value={historyFrom}
        max={new Date().toISOString().slice(0, 10)}
        hint="Older trades can be fetched later."
        onChange={setHistoryFrom}
      />
      {choose.error ? (
        <RequestFailure error={choose.error} what="The accounts could not be linked" />
      ) : null}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button
          type="submit"
          look="primary"
          disabled={ticked.length === 0 || historyFrom === ''}
          busy={choose.isPending && 'Linking…'}
        >
          {props.submitLabel}
        </Button>
        <p className="text-table text-ink-soft" aria-live="polite">
          {ticked.length === 0
            ? 'Tick at least one to go on.'
            : `${countOf(ticked.length, 'account')} ticked`}
        </p>
      </div>
    </form>
  )
}

function AccountGroup(props: {
  legend: string
  accounts: CandidateAccountView[]
  ticked: string[]
  onTick: (accountId: string, on: boolean) => void
  fileAccounts: AccountView[]
  /** Which file account a ticked one is the same as; none is empty. */
  sameAs: (account: AccountView) => string
  onSame: (accountId: string, fileAccountId: string) => void
}) {
  if (props.accounts.length === 0) return null
  return (
    <fieldset>
      <legend className="mb-2 text-table font-medium text-ink-soft">{props.legend}</legend>
      <ul className="divide-y divide-rule overflow-hidden rounded-lg border border-rule">
        {props.accounts.map((account) => {
          const { alreadyLinked } = account
          return (
            <li key={account.id}>
              <label
                htmlFor={`account-${account.id}`}
                className={cn(
                  'flex min-h-12 items-center gap-3 px-4 py-2',
                  alreadyLinked ? 'bg-sunken text-ink-soft' : 'cursor-pointer hover:bg-hover',
                )}
              >
                <Checkbox
                  id={`account-${account.id}`}
                  checked={alreadyLinked || props.ticked.includes(account.id)}
                  disabled={alreadyLinked}
                  onChange={(event) => props.onTick(account.id, event.target.checked)}
                />
                <span className="min-w-0 flex-1">
                  <span className="block font-medium">{account.name}</span>
                  <span className="block text-table text-ink-soft">
                    {accountDetails(account)}
                    {!alreadyLinked && account.trades > 0
                      ? ` · ${countOf(account.trades, 'trade')} here already`
                      : null}
                  </span>
                </span>
                {alreadyLinked ? <span className="text-table">Already linked</span> : null}
              </label>
              {props.ticked.includes(account.id) && props.fileAccounts.length > 0 ? (
                <div className="border-t border-rule bg-sunken py-3 pr-4 pl-11">
                  <FileAccountChoice
                    label={`Have you filled ${account.name} by file before?`}
                    account={account}
                    fileAccounts={props.fileAccounts}
                    value={props.sameAs(account)}
                    onChange={(fileAccountId) => props.onSame(account.id, fileAccountId)}
                    nothing="No, it is new in the journal"
                  />
                </div>
              ) : null}
            </li>
          )
        })}
      </ul>
    </fieldset>
  )
}
