import type { AccountBook } from './account-book'
import type { HandMade } from './hand-made-record'
import type { AccountProfile } from './records'
import type { ShownIds } from './shown-ids'

export interface TradingAccount {
  profile: AccountProfile
  book: AccountBook
  ids: ShownIds
  /** The generated history ends here; from here on there is only what was made by hand. */
  generatedUpTo: number
  handMade: HandMade[]
}
