/** States in which the rows of a file count. Until the worker has undone it, an import does. */
export const COUNTING_STATES = ['DONE', 'UNDOING'] as const

const RESTORABLE_DAYS = 30

/** How long an import that was undone can be brought back. */
export function restorableUntil(undoneAt: Date): Date {
  return new Date(undoneAt.getTime() + RESTORABLE_DAYS * 86_400_000)
}
