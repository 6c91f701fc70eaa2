export const accountStatuses = ['active', 'gone', 'disabled', 'blocked', 'unreachable'] as const

/** What the broker's server makes of an account, whoever holds a token for it. */
export type AccountStatus = (typeof accountStatuses)[number]
