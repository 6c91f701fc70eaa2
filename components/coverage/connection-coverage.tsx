import Link from 'next/link'
import { Section } from '@/components/ui/section'
import type { ConnectionView } from '@/lib/domain/views/connection'
import { AccountCoverage } from './account-coverage'

/** The months of every account that is followed through a connection. */
export function ConnectionCoverage({ connection }: { connection: ConnectionView }) {
  const followed = connection.accounts.filter(({ alreadyLinked }) => alreadyLinked)
  if (followed.length === 0) return null
  return (
    <Section title="What is covered">
      <ul className="divide-y divide-rule border-y border-rule">
        {followed.map((account) => (
          <li key={account.id} className="py-4">
            <h3 className="mb-1 font-medium">
              <Link href={`/accounts/${account.id}`} className="rounded-sm hover:underline">
                {account.name}
              </Link>
            </h3>
            <AccountCoverage accountId={account.id} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
