import { appendFileSync } from 'node:fs'
import { type IssuedSecret, issuedSecretSchema } from '@/mock-spotware/issued-secrets'
import { parseJson } from '@/mock-spotware/parse-json'
import { StateFile, StateFileError } from './state-file'

/**
 * Every secret ever handed out, one per line, beside the state file. It only grows, so that one
 * more secret costs one more line, however many there are.
 */
export class IssuedFile {
  readonly #file: StateFile

  constructor(statePath: string) {
    this.#file = new StateFile(`${statePath}.issued`)
  }

  /** A line that a kill -9 or a full disk cut short is left out. */
  read(): IssuedSecret[] {
    return this.#text()
      .split('\n')
      .flatMap((line) => {
        const secret = issuedSecretSchema.safeParse(parseJson(line))
        return secret.success ? [secret.data] : []
      })
  }

  replace(secrets: readonly IssuedSecret[]): void {
    this.#file.replace(linesOf(secrets))
  }

  /** The text is with the system when this returns: it survives the end of the process. */
  append(secrets: readonly IssuedSecret[]): void {
    try {
      appendFileSync(this.#file.path, linesOf(secrets))
    } catch (error) {
      throw new StateFileError(this.#file.path, error)
    }
  }

  #text(): string {
    try {
      return this.#file.read() ?? ''
    } catch (error) {
      throw new StateFileError(this.#file.path, error)
    }
  }
}

function linesOf(secrets: readonly IssuedSecret[]): string {
  return secrets.map((secret) => `${JSON.stringify(secret)}\n`).join('')
}
