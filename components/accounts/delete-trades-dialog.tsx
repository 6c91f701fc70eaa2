'use client'

import { useState } from 'react'
import { countOf } from '@/components/format/decimal'
import { When } from '@/components/format/when'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { RequestFailure } from '@/components/ui/request-failure'
import { restorableUntil, wordToDelete } from '@/lib/domain/deletion'
import type { StoredAccountView } from '@/lib/domain/views/account'
import { useDeleteTrades } from './change-account'
import { TypedWord } from './typed-word'

export function DeleteTradesDialog(props: {
  account: StoredAccountView
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const { account, onOpenChange } = props
  const [typed, setTyped] = useState('')
  const remove = useDeleteTrades(account.id)
  const word = wordToDelete(account)
  const close = (open: boolean) => {
    setTyped('')
    remove.reset()
    onOpenChange(open)
  }
  return (
    <ConfirmDialog
      open={props.open}
      onOpenChange={close}
      title={`Delete the trades of ${account.name}?`}
      cancel="Keep them"
      confirm={
        account.trades > 0 ? `Delete ${countOf(account.trades, 'trade')}` : 'Delete the account'
      }
      confirmDisabled={typed.trim() !== word}
      busy={remove.isPending && 'Deleting…'}
      onConfirm={() => remove.mutate(typed, { onSuccess: () => close(false) })}
    >
      <p>
        Its trades with what you wrote about them, its cash operations and uploaded files leave the
        journal at once, with every figure they are part of.{' '}
        {account.source === 'ctrader' ? 'It is not followed any more. ' : null}
        Until <When at={restorableUntil(new Date()).toISOString()} /> you can restore them; then
        they are removed for good.
      </p>
      <p>
        {account.source === 'ctrader'
          ? 'Nothing changes at cTrader. Followed again afterwards, the account begins anew, with what cTrader still offers.'
          : 'The files on your own disk are not touched.'}
      </p>
      <TypedWord
        account={account}
        label={`Type ${word} to go on`}
        value={typed}
        onChange={setTyped}
      />
      {remove.error ? (
        <RequestFailure error={remove.error} what="The trades were not deleted" />
      ) : null}
    </ConfirmDialog>
  )
}
