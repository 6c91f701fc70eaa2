/** Where the time comes from; replaced in tests, never read by lib/domain. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }
