import type { AccountView } from './views/account'
import type { FileGlanceView } from './views/glance'

/** The account that a file belongs to by what it says of it; null where that fits several or none. */
export type AccountProposal =
  | { kind: 'existing'; accountId: string; because: string }
  | { kind: 'new'; name: string; currency: string; because: string }
  | null

/** Never between what was traded and what was not: those are no alternatives to each other. */
export function proposeAccount(file: FileGlanceView, accounts: AccountView[]): AccountProposal {
  const alike = accounts.filter(({ simulated }) => simulated === file.simulated)
  const withNumber = file.account ? alike.filter(({ login }) => login === file.account) : []
  const [named] = withNumber
  if (named && withNumber.length === 1 && fits(file, named))
    return {
      kind: 'existing',
      accountId: named.id,
      because: `The file names its number, ${file.account}.`,
    }
  if (withNumber.length > 0 || !file.currency) return null
  const possible = alike.filter(
    (each) => fits(file, each) && (file.account === null || each.login === null),
  )
  const [only] = possible
  if (only && possible.length === 1)
    return {
      kind: 'existing',
      accountId: only.id,
      because: `The only ${file.simulated ? 'simulated ' : ''}account in ${file.currency}, which the file is in.`,
    }
  if (possible.length > 0) return null
  return {
    kind: 'new',
    name: nameFor(file),
    currency: file.currency,
    because: reasonForNew(file, accounts.length > 0),
  }
}

function fits({ currency }: FileGlanceView, account: AccountView): boolean {
  return account.currency === null || account.currency === currency
}

function nameFor({ simulated, broker, account, program, currency }: FileGlanceView): string {
  const whose = broker ?? program ?? 'Account'
  return simulated ? `Backtest ${currency}` : `${whose} ${account ?? currency}`.slice(0, 60)
}

function reasonForNew(file: FileGlanceView, hasOthers: boolean): string {
  if (file.simulated) return 'Simulated trades need an account of their own.'
  if (file.account) return `The file names account ${file.account}, which is not here yet.`
  if (file.currencyIsGuess)
    return `The sign in the file usually means ${file.currency}; change it if it does not.`
  return hasOthers
    ? `No account here is in ${file.currency}, which the file is in.`
    : `The file is in ${file.currency}.`
}

/** Why a file and an account do not seem to belong together, in words; null where nothing says so. */
export function whyNotThisAccount(file: FileGlanceView, account: AccountView): string | null {
  if (file.simulated && !account.simulated)
    return 'This file holds simulated trades; they need an account of their own.'
  if (file.account && account.login && file.account !== account.login)
    return `This file names account ${file.account}, and ${account.name} is ${account.login}.`
  if (file.currency && !file.currencyIsGuess && account.currency && !fits(file, account))
    return `This file is in ${file.currency}, and ${account.name} is in ${account.currency}.`
  return null
}

/** What several files say together: only what all of them say. */
export function seenInAll(files: FileGlanceView[]): FileGlanceView | null {
  const [first, ...others] = files
  if (!first) return null
  const same = <Key extends keyof FileGlanceView>(key: Key) =>
    others.every((each) => each[key] === first[key]) ? first[key] : null
  return {
    account: same('account'),
    broker: same('broker'),
    currency: same('currency'),
    currencyIsGuess: files.some(({ currencyIsGuess }) => currencyIsGuess),
    simulated: same('simulated') ?? false,
    program: same('program'),
  }
}
