import { mkdir, open as openFile, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { type KeyRing, keyById, open, seal, sealingKey, VaultError } from './key-ring'

/** A pair of tokens that the provider has issued and the database does not hold yet. */
export type KeptAnswer = {
  /** What was asked: `refresh-<connection>-<generation spent>` or `exchange-<authorization>`. */
  name: string
  connectionId: string
  /** The generation whose refresh token it spent; null for the answer to an authorization code. */
  spentGeneration: number | null
  accessToken: string
  refreshToken: string
  accessTokenExpiresAt: Date
}

/** Where a process may be killed while it keeps an answer. */
export type KeepingStep = 'answer-opened' | 'answer-written' | 'answer-synced' | 'answer-kept'

const SUFFIX = '.sealed'
const EXCHANGE = 'exchange-'
const OWNER_ONLY = 0o600

const fileSchema = z.object({ keyId: z.string(), sealed: z.base64() })
const answerSchema = z.object({
  connectionId: z.string(),
  spentGeneration: z.number().nullable(),
  accessToken: z.string(),
  refreshToken: z.string(),
  accessTokenExpiresAt: z.coerce.date(),
})

export function nameOfRefresh(connectionId: string, generation: number): string {
  return `refresh-${connectionId}-${generation}`
}

export function nameOfExchange(authorizationId: string): string {
  return `${EXCHANGE}${authorizationId}`
}

/** The trip that an answer to an authorization code belongs to. */
export function authorizationOf({ name }: KeptAnswer): string {
  return name.slice(EXCHANGE.length)
}

/**
 * Answers of the token endpoint on the disk of this machine, sealed, between their arrival and
 * their place in the database. A refresh token is spent by its first use, so an answer that was
 * lost is a grant that was lost: it is on the disk before anything else is done with it.
 */
export class KeptAnswers {
  readonly #folder: string
  readonly #ring: KeyRing
  readonly #onStep: (step: KeepingStep) => void

  constructor(folder: string, ring: KeyRing, onStep: (step: KeepingStep) => void = () => {}) {
    this.#folder = folder
    this.#ring = ring
    this.#onStep = onStep
  }

  /** Returns once it would survive a loss of power. */
  async keep({ name, ...answer }: KeptAnswer): Promise<void> {
    const { id: keyId, key } = sealingKey(this.#ring)
    const sealed = seal(key, Buffer.from(JSON.stringify(answer)), boundTo(name))
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const file = await openFile(this.#path(name), 'w', OWNER_ONLY)
    try {
      this.#onStep('answer-opened')
      await file.writeFile(JSON.stringify({ keyId, sealed: sealed.toString('base64') }))
      this.#onStep('answer-written')
      await file.sync()
      this.#onStep('answer-synced')
    } finally {
      await file.close()
    }
    await this.#syncFolder()
    this.#onStep('answer-kept')
  }

  /** @returns null when there is none, or only the beginning of one: its seal shows whether it is whole */
  async find(name: string): Promise<KeptAnswer | null> {
    const text = await readFile(this.#path(name), 'utf8').catch(nullIfAbsent)
    if (text === null) return null
    const file = fileSchema.safeParse(parseJson(text))
    if (!file.success) return null
    const { keyId, sealed } = file.data
    try {
      const plain = open(keyById(this.#ring, keyId), Buffer.from(sealed, 'base64'), boundTo(name))
      return { name, ...answerSchema.parse(JSON.parse(plain.toString())) }
    } catch (error) {
      if (error instanceof VaultError) return null
      throw error
    }
  }

  async all(): Promise<KeptAnswer[]> {
    const names = await this.#names()
    const answers = await Promise.all(names.map((name) => this.find(name)))
    return answers.filter((answer) => answer !== null)
  }

  async #names(): Promise<string[]> {
    const files = (await readdir(this.#folder).catch(nullIfAbsent)) ?? []
    return files
      .filter((file) => file.endsWith(SUFFIX))
      .map((file) => file.slice(0, -SUFFIX.length))
  }

  /** The database has it now. */
  async forget(name: string): Promise<void> {
    await rm(this.#path(name), { force: true })
  }

  /** Nothing of a connection's grant is left on this disk, not even the beginning of an answer. */
  async forgetConnection(connectionId: string): Promise<void> {
    const ofConnection = nameOfRefresh(connectionId, 0).slice(0, -1)
    for (const name of await this.#names())
      if (name.startsWith(ofConnection)) await this.forget(name)
  }

  #path(name: string): string {
    return path.join(this.#folder, name + SUFFIX)
  }

  /** A new file is safe only once its folder is, too. */
  async #syncFolder(): Promise<void> {
    const folder = await openFile(this.#folder, 'r')
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  }
}

function boundTo(name: string): string {
  return `answer:${name}`
}

function nullIfAbsent(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
