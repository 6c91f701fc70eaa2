/** What an archive brought into a journal. */
export type ArchiveOutcome = {
  accounts: number
  imports: number
  trades: number
  /** The trades are as they were when the archive was written. */
  asArchived: boolean
}

export type ArchiveView = {
  id: string
  fileName: string
  uploadedAt: string
  status: 'reading' | 'done' | 'refused'
  refusal: string | null
  outcome: ArchiveOutcome | null
}

/** Whether an archive can be brought now, and what became of the last one. */
export type ArchivesView = { empty: boolean; latest: ArchiveView | null }
