'use client'

import { useState } from 'react'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { RequestFailure } from '@/components/ui/request-failure'
import type { AccountView } from '@/lib/domain/views/account'
import { useJoinAccounts } from './change-account'
import { FileAccountChoice, withSameNumber } from './file-account-choice'

/** "This is my account …": what was uploaded for it becomes part of the linked account. */
export function JoinAccountsDialog(props: {
  account: AccountView
  fileAccounts: AccountView[]
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const { account, fileAccounts, onOpenChange } = props
  const [picked, setPicked] = useState<string | null>(null)
  const chosen = picked ?? withSameNumber(account, fileAccounts)?.id ?? ''
  const join = useJoinAccounts(account.id)
  const close = (open: boolean) => {
    setPicked(null)
    join.reset()
    onOpenChange(open)
  }
  return (
    <ConfirmDialog
      open={props.open}
      onOpenChange={close}
      title={`Join an account of files with ${account.name}?`}
      cancel="Keep them apart"
      confirm="Join them"
      confirmDisabled={chosen === ''}
      busy={join.isPending && 'Joining…'}
      onConfirm={() => join.mutate(chosen, { onSuccess: () => close(false) })}
    >
      <p>
        For an account that you filled by file before you linked it. Its trades, files and name
        become those of {account.name}; a trade that both hold is there once. They cannot be taken
        apart again.
      </p>
      <FileAccountChoice
        label="It is the same as"
        account={account}
        fileAccounts={fileAccounts}
        value={chosen}
        onChange={setPicked}
        nothing="Choose an account"
      />
      {join.error ? (
        <RequestFailure error={join.error} what="The accounts were not joined" />
      ) : null}
    </ConfirmDialog>
  )
}
