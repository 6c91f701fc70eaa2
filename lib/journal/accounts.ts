import { z } from 'zod'
import type { Queryable } from '@/lib/db/client'
import type { AccountView } from '@/lib/domain/views/account'
import type { Actor } from '@/lib/identity/sessions'
import { text } from '@/lib/text'
import { accountView } from './account-view'
import { visibleAccounts } from './visible-accounts'

export const NewAccount = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Give the account a name.')
    .max(60, 'A name has at most 60 characters.'),
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{3,6}$/, 'Give the currency as a code such as EUR.'),
  /** Its trades were never made. */
  simulated: z.boolean().optional(),
  /** Its number and broker, where a file names them: by these it is known again once it is linked. */
  number: z
    .string()
    .regex(/^\d{1,18}$/, 'An account number has digits only.')
    .optional(),
  broker: text(120).trim().min(1).optional(),
})

/** The accounts a file can belong to: followed ones, those made for files, and others with trades. */
export async function listAccounts(
  db: Queryable,
  { actor }: { actor: Actor },
): Promise<{ accounts: AccountView[] }> {
  const accounts = await db.tradingAccount.findMany({
    where: {
      ...visibleAccounts(actor),
      sample: false,
      OR: [{ followedAt: { not: null } }, { source: 'FILE' }, { trades: { some: {} } }],
    },
    orderBy: { createdAt: 'asc' },
  })
  return { accounts: accounts.map(accountView) }
}

/** Makes an account that is filled by files. */
export async function createAccount(
  db: Queryable,
  input: { actor: Actor } & z.output<typeof NewAccount>,
): Promise<{ account: AccountView }> {
  const { actor, name, currency, simulated, number, broker } = input
  const account = await db.tradingAccount.create({
    data: {
      userId: actor.userId,
      source: 'FILE',
      name,
      currency,
      simulated,
      login: number ? BigInt(number) : null,
      broker,
    },
  })
  return { account: accountView(account) }
}
