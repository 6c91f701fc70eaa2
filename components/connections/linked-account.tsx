'use client'

import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useStopFollowing } from '@/components/accounts/change-account'
import { DeleteTradesDialog } from '@/components/accounts/delete-trades-dialog'
import { withSameNumber } from '@/components/accounts/file-account-choice'
import { JoinAccountsDialog } from '@/components/accounts/join-accounts-dialog'
import { RestoreTrades } from '@/components/accounts/restore-trades'
import { countOf } from '@/components/format/decimal'
import { Button } from '@/components/ui/button'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '@/components/ui/menu'
import { RequestFailure } from '@/components/ui/request-failure'
import type { AccountView } from '@/lib/domain/views/account'
import type { CandidateAccountView, ConnectionView } from '@/lib/domain/views/connection'
import { accountDetails } from './account-details'
import { AccountKind } from './account-kind'
import { AccountTrouble } from './account-trouble'
import { useChooseAccounts } from './choose-accounts'

type Props = {
  connection: ConnectionView
  account: CandidateAccountView
  /** The trader's accounts made for files. */
  fileAccounts: AccountView[]
}

/** One account of a grant: what it is, whether it is followed, and what can be done with it. */
export function LinkedAccount(props: Props) {
  const { account } = props
  return (
    <li className="grid gap-x-4 gap-y-1 py-2 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
      <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-0.5">
        <span className="font-medium">{account.name}</span>
        <AccountKind account={account} />
        <span className="text-table text-ink-soft">{accountDetails(account)}</span>
        {account.followed ? (
          <AccountTrouble connectionId={props.connection.id} account={account} />
        ) : null}
      </span>
      <span className="flex min-h-8 flex-wrap items-center gap-x-2 gap-y-1 sm:justify-end">
        {account.deletedAt ? (
          <RestoreTrades accountId={account.id} name={account.name} deletedAt={account.deletedAt} />
        ) : (
          <>
            <Standing {...props} />
            <FollowButton {...props} />
            <MoreActions {...props} />
          </>
        )}
      </span>
    </li>
  )
}

function Standing({ account, fileAccounts }: Props) {
  const joining = fileAccounts.find(({ joinsId }) => joinsId === account.id)
  const trades = countOf(account.trades, 'trade')
  return (
    <span className="mr-1 text-table text-ink-soft" role="status">
      {joining
        ? `Taking in “${joining.name}”…`
        : account.goneSince
          ? `${trades} kept`
          : account.followed
            ? `Followed, ${trades}`
            : account.trades > 0
              ? `Not followed, ${trades} kept`
              : 'Not followed'}
    </span>
  )
}

/** States in which nothing is read until the trader reconnects. */
const UNREAD = new Set<ConnectionView['state']>(['removed', 'superseded', 'reconnect'])

/** Neither needs a question first: each is taken back by the other. */
function FollowButton({ connection, account }: Props) {
  const stop = useStopFollowing(connection.id, account.id)
  const follow = useChooseAccounts(connection.id)
  const failure = stop.error ?? follow.error
  if (UNREAD.has(connection.state)) return null
  return (
    <>
      {account.followed ? (
        <Button
          size="small"
          look="quiet"
          aria-label={`Stop following ${account.name}`}
          busy={stop.isPending && 'Stopping…'}
          onClick={() => stop.mutate()}
        >
          Stop following
        </Button>
      ) : account.goneSince ? null : (
        <Button
          size="small"
          aria-label={`Follow ${account.name}`}
          busy={follow.isPending && 'Adding…'}
          onClick={() => follow.mutate({ accountIds: [account.id] })}
        >
          Follow
        </Button>
      )}
      {failure ? <RequestFailure error={failure} what="Nothing was changed" /> : null}
    </>
  )
}

function MoreActions({ account, fileAccounts }: Props) {
  const [asking, setAsking] = useState<'join' | 'delete' | null>(null)
  const free = fileAccounts.filter(({ joinsId }) => joinsId === null)
  const mayJoin = free.length > 0
  const mayDelete = account.trades > 0
  if (!mayJoin && !mayDelete) return null
  const dialog = (which: 'join' | 'delete') => ({
    open: asking === which,
    onOpenChange: (open: boolean) => setAsking(open ? which : null),
  })
  const same = withSameNumber(account, free)
  return (
    <>
      {same ? (
        <Button size="small" onClick={() => setAsking('join')}>
          Join with “{same.name}”…
        </Button>
      ) : null}
      <Menu>
        <MenuTrigger asChild>
          <Button size="icon" look="quiet" aria-label={`More for ${account.name}`}>
            <Ellipsis aria-hidden />
          </Button>
        </MenuTrigger>
        <MenuContent align="end">
          {mayJoin ? (
            <MenuItem onSelect={() => setAsking('join')}>Join with an account of files…</MenuItem>
          ) : null}
          {mayDelete ? (
            <MenuItem onSelect={() => setAsking('delete')}>Delete its trades…</MenuItem>
          ) : null}
        </MenuContent>
      </Menu>
      <JoinAccountsDialog account={account} fileAccounts={free} {...dialog('join')} />
      <DeleteTradesDialog account={account} {...dialog('delete')} />
    </>
  )
}
