import type { World } from '@/mock-spotware/world'
import { type Origin, writeState } from './kept-state'
import { type StateFile, StateFileError } from './state-file'

/** A client that was answered holds tokens which the next run must know. */
const urgentEvents = [
  'grantsChanged',
  'peopleChanged',
  'brokerRecordsChanged',
  'crmChanged',
  'reset',
] as const
const otherEvents = [
  'applicationChanged',
  'clockAdvanced',
  'secretIssued',
  'executed',
  'cashBooked',
  'dealCorrected',
] as const
/** The longest a change may wait for others to be written with. */
const LONGEST_WAIT_MS = 50

/** Writes what must survive a restart whenever it has changed. */
export class StateKeeper {
  readonly #world: World
  readonly #file: StateFile
  readonly #origin: Origin
  #waiting?: NodeJS.Timeout

  constructor(world: World, file: StateFile, origin: Origin) {
    this.#world = world
    this.#file = file
    this.#origin = origin
    for (const event of urgentEvents) world.events.on(event, this.#keepNow)
    for (const event of otherEvents) world.events.on(event, this.#keepSoon)
  }

  /** Throws StateFileError when it cannot. */
  save(): void {
    clearTimeout(this.#waiting)
    this.#waiting = undefined
    this.#file.replace(writeState(this.#world.kept(), this.#origin))
  }

  /** Writes what is still waiting, and nothing from then on. */
  close(): void {
    if (this.#waiting) this.#keepNow()
    const { events } = this.#world
    for (const event of urgentEvents) events.off(event, this.#keepNow)
    for (const event of otherEvents) events.off(event, this.#keepSoon)
  }

  /** A full disk is no reason to stop serving. */
  readonly #keepNow = () => {
    try {
      this.save()
    } catch (error) {
      if (!(error instanceof StateFileError)) throw error
      process.stderr.write(`mock-spotware: ${error.message}\n`)
    }
  }

  readonly #keepSoon = () => {
    this.#waiting ??= setTimeout(this.#keepNow, LONGEST_WAIT_MS)
  }
}
