import {
  closeSync,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'

const OWNER_ONLY = 0o600

/** The state can neither be kept nor put aside where the setting points. */
export class StateFileError extends Error {
  constructor(path: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    super(`the state file ${path} cannot be written (${reason}); choose one with --state-file`)
    this.name = 'StateFileError'
  }
}

/** A file that is replaced as a whole: killed at any moment, it leaves the old or the new text. */
export class StateFile {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }

  /** Undefined when there is none yet. */
  read(): string | undefined {
    try {
      return readFileSync(this.path, 'utf8')
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
      throw error
    }
  }

  /** Returns once the text is on the disk, so that what depends on it may be said aloud. */
  replace(text: string): void {
    const next = `${this.path}.next`
    try {
      mkdirSync(dirname(this.path), { recursive: true })
      const file = openSync(next, 'w', OWNER_ONLY)
      try {
        fchmodSync(file, OWNER_ONLY)
        writeFileSync(file, text)
        fsyncSync(file)
      } finally {
        closeSync(file)
      }
      renameSync(next, this.path)
    } catch (error) {
      throw new StateFileError(this.path, error)
    }
  }

  /** Makes room for a fresh one and returns where this one is now. */
  moveAside(): string {
    const aside = `${this.path}.unreadable-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`
    try {
      renameSync(this.path, aside)
    } catch (error) {
      throw new StateFileError(this.path, error)
    }
    return aside
  }
}
