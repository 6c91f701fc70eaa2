import { readFileSync } from 'node:fs'
import { isAlive } from '@/lib/db/embedded/process-identity'

/** Thrown out of the starting sequence when it was asked to stop meanwhile. */
export class Stopped extends Error {
  override readonly name = 'Stopped'
}

/** Stops what was started, last first, once, whoever asks and however often. */
export class Shutdown {
  private readonly stops: (() => Promise<void>)[] = []
  private readonly pending: Promise<unknown>[] = []
  private finished: Promise<void> | undefined
  private ask: () => void = () => {}
  readonly requested = new Promise<void>((resolve) => {
    this.ask = resolve
  })
  private asked = false

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => this.request())
    }
    this.followNpm()
  }

  request(): void {
    this.asked = true
    this.ask()
  }

  get wasRequested(): boolean {
    return this.asked
  }

  /** Notes how to stop something that runs now. */
  add(stop: () => Promise<void>): void {
    this.stops.push(stop)
  }

  /** Waits for a step of the starting sequence, but no longer than until we are asked to stop. */
  async step<T>(work: Promise<T>): Promise<T> {
    this.pending.push(work)
    const stopped = this.requested.then((): never => {
      throw new Stopped('asked to stop')
    })
    return Promise.race([work, stopped])
  }

  stopAll(): Promise<void> {
    this.request()
    this.finished ??= this.stopInOrder()
    return this.finished
  }

  private async stopInOrder(): Promise<void> {
    await this.stopKnown()
    // A step that was under way may have started something since.
    await Promise.allSettled(this.pending)
    await this.stopKnown()
  }

  private async stopKnown(): Promise<void> {
    for (const stop of this.stops.splice(0).reverse()) {
      await stop().catch((error) => console.error(`While stopping: ${error.message}`))
    }
  }

  /** `npm start` killed with -9 takes only npm along; nobody else would tell us. */
  private followNpm(): void {
    if (!process.env.npm_lifecycle_event) return
    const npm = npmProcess()
    setInterval(() => {
      if (!isAlive(npm)) this.request()
    }, 1_000).unref()
  }
}

/** npm runs scripts through a shell, which may or may not have given its place to us. */
function npmProcess(): number {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
    const [, name, parent] = /\((.*)\) \S (\d+)/.exec(stat) ?? []
    return name && /^(ba|da)?sh$/.test(name) ? Number(parent) : process.ppid
  } catch {
    return process.ppid
  }
}
