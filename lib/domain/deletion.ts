const DAY_MS = 24 * 60 * 60_000

/** So long the trades of an account can be brought back after they were deleted. */
export const RESTORABLE_DAYS = 7

export function restorableUntil(deletedAt: Date): Date {
  return new Date(deletedAt.getTime() + RESTORABLE_DAYS * DAY_MS)
}

/** What has to be typed to delete the trades of an account: its number, or its name without one. */
export function wordToDelete(account: { login: string | null; name: string }): string {
  return account.login ?? account.name
}
