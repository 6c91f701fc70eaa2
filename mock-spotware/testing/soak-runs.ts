/** Runs of a property: as many as said in an ordinary run, `SOAK_FACTOR` times more in a soak. */
export function soakRuns(ordinary: number): { numRuns: number } {
  const factor = Number(process.env.SOAK_FACTOR ?? 1) || 1
  return { numRuns: ordinary * Math.max(1, factor) }
}
