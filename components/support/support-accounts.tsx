import { Missing } from '@/components/format/missing'
import { When } from '@/components/format/when'
import { Section } from '@/components/ui/section'
import { TableFrame, Td, Th, Tr } from '@/components/ui/table'
import type { SupportAccountView } from '@/lib/domain/views/support'
import { Code } from './fact'

/** Accounts by the last digits of their number: no balance and no trade. */
export function SupportAccounts({ accounts }: { accounts: SupportAccountView[] }) {
  if (accounts.length === 0)
    return (
      <Section title="Accounts">
        <p className="text-table text-ink-soft">cTrader has listed no account.</p>
      </Section>
    )
  return (
    <Section title="Accounts">
      <TableFrame caption="Accounts of this connection">
        <thead>
          <tr>
            <Th>Account</Th>
            <Th>Broker</Th>
            <Th>Currency</Th>
            <Th>Followed</Th>
            <Th>Complete from</Th>
            <Th>Read up to</Th>
            <Th>Adds up</Th>
            <Th>Trouble</Th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <Tr key={account.id}>
              <Td className="font-medium">{account.name}</Td>
              <Td className="text-ink-soft">
                {account.broker ?? <Missing why="Not told by cTrader" />}
              </Td>
              <Td className="text-ink-soft">
                {account.currency ?? <Missing why="Not read yet" />}
              </Td>
              <Td>{followedWord(account)}</Td>
              <Td>
                {account.historyFrom ? (
                  <When at={account.historyFrom} as="table" />
                ) : (
                  <Missing why="Nothing was read yet" />
                )}
                {account.historyFrom && !account.historyComplete ? ' so far' : ''}
              </Td>
              <Td>
                {account.syncedThrough ? (
                  <When at={account.syncedThrough} as="table" />
                ) : (
                  <Missing why="Nothing was read yet" />
                )}
              </Td>
              <Td>
                {account.addsUp === null ? (
                  <Missing why="Not compared yet" />
                ) : account.addsUp ? (
                  'Yes'
                ) : (
                  'No'
                )}
              </Td>
              <Td>
                <Trouble account={account} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </TableFrame>
    </Section>
  )
}

function followedWord({ followed, archived, deleted }: SupportAccountView): string {
  if (deleted) return 'Trades deleted'
  if (archived) return 'Archive'
  return followed ? 'Yes' : 'No'
}

function Trouble({ account }: { account: SupportAccountView }) {
  const { goneSince, unreadable, unreadableSince, historyLimitAt } = account
  if (goneSince)
    return (
      <>
        Not listed since <When at={goneSince} as="table" />
      </>
    )
  if (unreadable && unreadableSince)
    return (
      <>
        <Code>{unreadable}</Code> since <When at={unreadableSince} as="table" />
      </>
    )
  if (historyLimitAt)
    return (
      <>
        Nothing offered before <When at={historyLimitAt} as="table" />
      </>
    )
  return <Missing why="None" />
}
