/** How often `npm run soak` does what `npm test` does once; 1 in an ordinary run. */
export const SOAK_FACTOR = Math.max(1, Number(process.env.SOAK_FACTOR ?? 1) || 1)

/** Runs of a property: as many as said in an ordinary run, that many times more in a soak. */
export function soakRuns(ordinary: number): { numRuns: number } {
  return { numRuns: ordinary * SOAK_FACTOR }
}
