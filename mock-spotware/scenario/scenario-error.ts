/** The world that was asked for cannot be made; the message says what to change. */
export class ScenarioError extends Error {
  override name = 'ScenarioError'
}
