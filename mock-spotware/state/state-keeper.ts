import type { World } from '@/mock-spotware/world'
import type { IssuedFile } from './issued-file'
import { type Origin, writeState } from './kept-state'
import type { LeftOutRecords } from './left-out-records'
import { type StateFile, StateFileError } from './state-file'

/** Others hear of these in the same breath. */
const urgentEvents = [
  'grantsChanged',
  'peopleChanged',
  'brokerRecordsChanged',
  'crmChanged',
  'reset',
] as const
/** These come in bursts, and are written together. */
const otherEvents = [
  'applicationChanged',
  'clockAdvanced',
  'executed',
  'cashBooked',
  'dealCorrected',
] as const

export interface Keeping {
  world: World
  file: StateFile
  issuedFile: IssuedFile
  origin: Origin
  leftOut: LeftOutRecords
}

/**
 * Writes what must survive a restart whenever it has changed, and before whoever asked for the
 * change is answered: nothing that was confirmed to anybody is gone after a kill -9.
 */
export class StateKeeper {
  readonly #keeping: Keeping
  #isWaiting = false
  /** How many secrets are in their file; undefined when it has to be written anew. */
  #keptSecrets?: number
  #hasBegun = false

  constructor(keeping: Keeping) {
    this.#keeping = keeping
    const { events } = keeping.world
    events.on('reset', this.#forgetLeftOut)
    for (const event of urgentEvents) events.on(event, this.#keepNow)
    for (const event of otherEvents) events.on(event, this.#keepBeforeAnswer)
    events.on('secretIssued', this.#keepSecrets)
  }

  /** Throws StateFileError when it cannot. Nothing is written before the first time. */
  save(): void {
    const { world, file, origin, leftOut } = this.#keeping
    this.#hasBegun = true
    this.#isWaiting = false
    this.#saveSecrets()
    file.replace(writeState(leftOut.putBack(world.kept()), origin))
  }

  /** Writes what is still waiting, and nothing from then on. */
  close(): void {
    if (this.#isWaiting) this.#keepNow()
    const { events } = this.#keeping.world
    events.off('reset', this.#forgetLeftOut)
    for (const event of urgentEvents) events.off(event, this.#keepNow)
    for (const event of otherEvents) events.off(event, this.#keepBeforeAnswer)
    events.off('secretIssued', this.#keepSecrets)
  }

  #saveSecrets(): void {
    const { world, issuedFile } = this.#keeping
    const kept = this.#keptSecrets
    const fresh = world.issued.all(kept)
    if (fresh.length === 0) return
    // should this throw, the file may end in half a line
    this.#keptSecrets = undefined
    if (kept === undefined) issuedFile.replace(fresh)
    else issuedFile.append(fresh)
    this.#keptSecrets = (kept ?? 0) + fresh.length
  }

  readonly #forgetLeftOut = () => this.#keeping.leftOut.clear()

  readonly #keepNow = () => this.#try(() => this.save())

  readonly #keepSecrets = () => {
    if (this.#hasBegun) this.#try(() => this.#saveSecrets())
  }

  /** The answer is made of the handler's promise, which is settled after what is queued here. */
  readonly #keepBeforeAnswer = () => {
    if (this.#isWaiting) return
    this.#isWaiting = true
    queueMicrotask(() => {
      if (this.#isWaiting) this.#keepNow()
    })
  }

  /** A full disk is no reason to stop serving. */
  #try(save: () => void): void {
    try {
      save()
    } catch (error) {
      if (!(error instanceof StateFileError)) throw error
      process.stderr.write(`mock-spotware: ${error.message}\n`)
    }
  }
}
