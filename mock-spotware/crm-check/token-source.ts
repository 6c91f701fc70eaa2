import { runShellCommand } from './shell-command'

/** Where one-time tokens come from: the checker cannot sign anybody in by itself. */
export interface TokenSource {
  /** Undefined when there are no more. */
  next(): Promise<string | undefined>
  /** Whether another one can always be had. */
  isEndless: boolean
}

/** First the tokens that were handed over, then those the command prints. */
export function tokenSource(
  handedOver: readonly string[],
  command: string | undefined,
  running: { option: string; timeoutSeconds: number },
): TokenSource | undefined {
  if (handedOver.length === 0 && command === undefined) return undefined
  const remaining = [...handedOver]
  return {
    isEndless: command !== undefined,
    async next() {
      const token = remaining.shift()
      if (token !== undefined || command === undefined) return token
      const output = await runShellCommand(command, running)
      return output.trim().split(/\s+/).at(-1) || undefined
    },
  }
}
