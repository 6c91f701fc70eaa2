'use client'

import { type ReactNode, useState } from 'react'
import { TypedWord } from '@/components/accounts/typed-word'
import { countOf } from '@/components/format/decimal'
import { When } from '@/components/format/when'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { RequestFailure } from '@/components/ui/request-failure'
import { Section } from '@/components/ui/section'
import { restorableUntil, wordToDelete } from '@/lib/domain/deletion'
import type { CandidateAccountView, ConnectionView } from '@/lib/domain/views/connection'
import { useDisconnect } from './disconnect'

type Choice = 'keep' | 'delete'

/** The way out: stop reading and keep the trades, or delete those of an account as well. */
export function EndConnection({ connection }: { connection: ConnectionView }) {
  const [open, setOpen] = useState(false)
  const [choice, setChoice] = useState<Choice>('keep')
  const [typed, setTyped] = useState<Record<string, string>>({})
  const disconnect = useDisconnect(connection.id)
  const followed = connection.accounts.filter((account) => account.followed).length
  const filled = connection.accounts.filter(({ trades, deletedAt }) => trades > 0 && !deletedAt)
  const meant = filled.filter((account) => typed[account.id]?.trim() === wordToDelete(account))
  const isMistyped = filled.some(({ id }) => typed[id]) && meant.length < countTyped(typed)
  const isDeleting = choice === 'delete'

  function change(next: boolean) {
    setOpen(next)
    setChoice('keep')
    setTyped({})
    disconnect.reset()
  }

  function confirm() {
    const deletions = isDeleting
      ? meant.map(({ id }) => ({ accountId: id, typed: typed[id] ?? '' }))
      : []
    disconnect.mutate(deletions, { onSuccess: () => change(false) })
  }

  return (
    <Section title="End this connection">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-y border-rule py-3">
        <p className="max-w-xl text-ink-soft">
          Tallybook stops reading this cTrader ID and throws its access away. Trades stay in the
          journal unless you say otherwise, and Reconnect goes on where it stopped.
        </p>
        <ConfirmDialog
          open={open}
          onOpenChange={change}
          trigger={<Button>Disconnect…</Button>}
          title="Disconnect this cTrader ID?"
          cancel="Keep it linked"
          confirm={
            isDeleting ? `Disconnect and delete ${countOf(tradesOf(meant), 'trade')}` : 'Disconnect'
          }
          confirmDisabled={isDeleting && (meant.length === 0 || isMistyped)}
          busy={disconnect.isPending && 'Disconnecting…'}
          onConfirm={confirm}
        >
          {filled.length > 0 ? (
            <fieldset className="flex flex-col gap-2">
              <legend className="sr-only">What becomes of the trades</legend>
              <EndingChoice
                checked={!isDeleting}
                onChoose={() => setChoice('keep')}
                title="Stop syncing, keep the trades"
              >
                New trades of {countOf(followed, 'account')} no longer arrive. Everything already
                here stays.
              </EndingChoice>
              <EndingChoice
                checked={isDeleting}
                onChoose={() => setChoice('delete')}
                title="Stop syncing and delete trades"
              >
                Those of the accounts you name below leave the journal at once. Until{' '}
                <When at={restorableUntil(new Date()).toISOString()} /> you can restore them here;
                then they are removed for good.
              </EndingChoice>
              {isDeleting ? (
                <div className="flex flex-col gap-4 border-l-2 border-rule-strong py-1 pl-4">
                  {filled.map((account) => (
                    <TypedWord
                      key={account.id}
                      account={account}
                      label={`Type ${wordToDelete(account)} to delete ${countOf(account.trades, 'trade')} of ${account.name}`}
                      value={typed[account.id] ?? ''}
                      onChange={(text) => setTyped((now) => ({ ...now, [account.id]: text }))}
                    />
                  ))}
                </div>
              ) : null}
            </fieldset>
          ) : (
            <p>
              {followed > 0
                ? `New trades of ${countOf(followed, 'account')} no longer arrive.`
                : 'No account is followed, so nothing is missed.'}
            </p>
          )}
          <p>
            Our access is ended at cTrader and our copy deleted; that is not restorable, so coming
            back means allowing access again. Tallybook may still be listed among the applications
            in your cTrader ID settings (Open API, connected applications); only you can remove it
            there.
          </p>
          {disconnect.error ? (
            <RequestFailure error={disconnect.error} what="The connection was not ended" />
          ) : null}
        </ConfirmDialog>
      </div>
    </Section>
  )
}

function countTyped(typed: Record<string, string>): number {
  return Object.values(typed).filter((text) => text !== '').length
}

function tradesOf(accounts: CandidateAccountView[]): number {
  return accounts.reduce((sum, { trades }) => sum + trades, 0)
}

function EndingChoice(props: {
  checked: boolean
  onChoose: () => void
  title: string
  children: ReactNode
}) {
  return (
    <label className="flex cursor-pointer items-start gap-3 rounded-lg border border-rule px-3 py-2.5 hover:bg-hover has-checked:border-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-text">
      <input
        type="radio"
        name="ending"
        checked={props.checked}
        onChange={props.onChoose}
        className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
      />
      <span>
        <span className="block font-medium text-ink">{props.title}</span>
        <span className="block text-table">{props.children}</span>
      </span>
    </label>
  )
}
