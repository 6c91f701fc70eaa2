import { ConnectionPill } from '@/components/connections/connection-pill'
import { countOf } from '@/components/format/decimal'
import { Missing } from '@/components/format/missing'
import { When } from '@/components/format/when'
import { TextLink } from '@/components/ui/text-link'
import type { MatchedBy, SupportHitView, SupportSearchView } from '@/lib/domain/views/support'

const FOUND_BY: Record<MatchedBy, string> = {
  email: 'by e-mail',
  connection: 'by connection id',
  account: 'by account number',
  ctid: 'by cTrader ID',
  run: 'by run id',
  import: 'by import id',
  correlation: 'by reference',
}

export function SearchHits({ found }: { found: SupportSearchView }) {
  return (
    <>
      <p role="status" className="mb-2 text-table text-ink-soft">
        {countOf(found.hits.length, 'connection')} found
        {found.more ? ', and more than are shown: type more of it' : ''}
      </p>
      <ul className="divide-y divide-rule rounded-lg border border-rule bg-surface shadow-card">
        {found.hits.map((hit) => (
          <li key={`${hit.matchedBy} ${hit.connection?.id ?? hit.email} ${hit.account}`}>
            <SearchHit hit={hit} />
          </li>
        ))}
      </ul>
    </>
  )
}

function SearchHit({ hit }: { hit: SupportHitView }) {
  const { connection, email, account } = hit
  return (
    <div className="grid grid-cols-1 items-center gap-x-6 gap-y-1.5 px-4 py-3 text-table md:grid-cols-[minmax(0,2fr)_minmax(0,1.5fr)_auto_auto]">
      <div className="min-w-0">
        <p className="font-medium [overflow-wrap:anywhere]">
          {connection ? (
            <TextLink href={`/support/connections/${connection.id}`}>{email}</TextLink>
          ) : (
            email
          )}
        </p>
        <p className="text-ink-soft">
          {connection?.name ?? 'No connection'}
          {account ? `, account ${account}` : ''}
        </p>
      </div>
      <div>{connection ? <ConnectionPill state={connection.state} /> : null}</div>
      <p className="text-ink-soft">
        {connection ? (
          <>
            Last good sync{' '}
            {connection.lastSuccessAt ? (
              <When at={connection.lastSuccessAt} as="table" />
            ) : (
              <Missing why="No check has finished yet" />
            )}
          </>
        ) : null}
      </p>
      <p className="text-ink-faint md:text-right">{FOUND_BY[hit.matchedBy]}</p>
    </div>
  )
}
