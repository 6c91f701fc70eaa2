const WEEK_MS = 7 * 24 * 3_600_000

const LIFE = {
  firstDeposit: '5000',
  style: { kind: 'hedged', symbols: ['EURUSD', 'XAUUSD'], positionsPerWeek: [3, 6] },
}

/** Accounts of the story, which the mock's control API is told by number. */
export const MARA = { live: 47_100_001, demo: 47_100_002 }
/** An account that mara allows only when the others are to be missing. */
export const SPARE = 47_100_003
export const NILS = 47_100_011
export const NORA = 47_100_021

/**
 * The people of the story, with a few weeks of trades, so that a first sync takes seconds, beside
 * the mock's own (`cho` without accounts, `gus` whose grant may trade).
 */
export function storyPeople(now: Date): object {
  const registeredAt = new Date(now.getTime() - 5 * WEEK_MS).toISOString()
  return {
    people: [
      {
        name: 'mara',
        accounts: [
          { accountId: MARA.live, environment: 'live', registeredAt, ...LIFE },
          { accountId: MARA.demo, environment: 'demo', registeredAt, ...LIFE },
          { accountId: SPARE, environment: 'demo', registeredAt },
        ],
      },
      { name: 'nils', accounts: [{ accountId: NILS, registeredAt, ...LIFE }] },
      { name: 'nora', accounts: [{ accountId: NORA, registeredAt, ...LIFE }] },
    ],
  }
}
