import { spawn } from 'node:child_process'

/** A command of the user's did not do what it should; the message holds none of its output. */
export class CommandFailed extends Error {}

/** What it prints on stdout; its stderr goes to ours. */
export function runShellCommand(
  command: string,
  { option, timeoutSeconds, variables = {} }: RunOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    // a group of its own: the shell's children must end with it
    const child = spawn(command, {
      shell: true,
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...variables },
    })
    let output = ''
    const timer = setTimeout(() => {
      endGroup(child.pid)
      reject(new CommandFailed(`${option} took longer than ${timeoutSeconds} s`))
    }, timeoutSeconds * 1_000)
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    child.on('error', () => {
      clearTimeout(timer)
      reject(new CommandFailed(`${option} could not be started`))
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      if (code === 0) resolve(output)
      else reject(new CommandFailed(`${option} failed (exit code ${code ?? 'none'})`))
    })
  })
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // it has ended by itself, and only something it left behind holds its output open
  }
}

interface RunOptions {
  /** Where the command was given. */
  option: string
  timeoutSeconds: number
  variables?: Record<string, string>
}
