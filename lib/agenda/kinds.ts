/** Every kind of due work and what its subject is. */
export const AGENDA_KINDS = {
  /** Subject: PendingAuthorization. Exchange the code, list the accounts. */
  'authorization.exchange': { needsProvider: true, priority: 0 },
  /** Subject: Connection. Read the currencies of accounts that wait to be chosen. */
  'connection.describe': { needsProvider: true, priority: 5 },
  /** Subject: Connection. Try it step by step; somebody is watching. */
  'connection.test': { needsProvider: true, priority: 5 },
  /** Subject: Connection. List accounts, see which changed. */
  'connection.check': { needsProvider: true, priority: 20 },
  /** Subject: Connection. Renew the grant before it ends. */
  'connection.renew': { needsProvider: true, priority: 10 },
  /** Subject: Connection. End and forget the grant of one that was disconnected. */
  'connection.revoke': { needsProvider: true, priority: 10 },
  /** Subject: TradingAccount. One step: a window of new or older history. */
  'account.sync': { needsProvider: true, priority: 50 },
  /** Subject: Connection. Write to its trader when it waits for them too long, or works again. */
  'connection.notify': { needsProvider: false, priority: 60 },
  /** Subject: Incident. End it once its environment has been calm for a while. */
  'incident.watch': { needsProvider: false, priority: 60 },
  /** Subject: Mail. */
  'mail.send': { needsProvider: false, priority: 60 },
  /** Subject: TradingAccount of files. Make it part of the linked account it names. */
  'account.join': { needsProvider: false, priority: 30 },
  /** Subject: TradingAccount. Remove deleted trades for good. */
  'account.purge': { needsProvider: false, priority: 90 },
  /** Subject: ImportFile. Read the file and lay out the plan. */
  'import.read': { needsProvider: false, priority: 30 },
  /** Subject: ImportFile. Write the plan into the ledger. */
  'import.commit': { needsProvider: false, priority: 30 },
  /** Subject: ImportFile. Take out of the ledger what only this file told. */
  'import.undo': { needsProvider: false, priority: 30 },
  /** Subject: ImportFile. Let an undone import count again. */
  'import.restore': { needsProvider: false, priority: 30 },
  /** Subject: JournalArchive. Read it into an empty journal. */
  'archive.read': { needsProvider: false, priority: 40 },
} as const satisfies Record<string, { needsProvider: boolean; priority: number }>

export type AgendaKind = keyof typeof AGENDA_KINDS

export function kindsFor(provider: boolean): AgendaKind[] {
  return (Object.keys(AGENDA_KINDS) as AgendaKind[]).filter(
    (kind) => provider || !AGENDA_KINDS[kind].needsProvider,
  )
}
