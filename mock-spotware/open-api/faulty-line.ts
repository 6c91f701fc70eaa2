import type { FaultRule } from '@/mock-spotware/faults/fault-rule'
import type { Channel } from './channel'
import type { Codec, Outgoing } from './envelope'
import { reply } from './request-kind'

/** An answer held back for the next one goes out alone after this long. */
const HELD_BACK_MS = 1_000
const BROKEN_JSON = '{"payloadType":'
/** A varint that never ends. */
const BROKEN_PROTOBUF = Buffer.alloc(16, 0xff)

/** The answer to one request, and the events that follow it. */
interface Delivery {
  frames: readonly Outgoing[]
  /** False when it has become nobody's business while it was held back. */
  isStillOwed(): boolean
}

/** The way out of one Open API connection, where faults happen to what is sent. */
export class FaultyLine {
  readonly #channel: Channel
  readonly #codec: Codec
  readonly #gone = new AbortController()
  #heldBack?: { delivery: Delivery; timer: NodeJS.Timeout }
  #isSilent = false

  constructor(channel: Channel, codec: Codec) {
    this.#channel = channel
    this.#codec = codec
    channel.onClose(() => {
      this.#gone.abort()
      clearTimeout(this.#heldBack?.timer)
    })
  }

  /** Half open: the client will never hear anything again. */
  get isSilent(): boolean {
    return this.#isSilent
  }

  send(outgoing: Outgoing): void {
    if (!this.#isSilent) this.#channel.send(this.#codec.encode(outgoing))
  }

  /** Says goodbye, unless the other side could not hear it. */
  close(): void {
    if (this.#isSilent) this.#channel.destroy()
    else this.#channel.close()
  }

  /** Faults that leave nothing to carry out. */
  swallows({ order }: FaultRule): boolean {
    if (order.kind === 'dropBefore') this.#channel.destroy()
    if (order.kind === 'halfOpen') {
      this.#isSilent = true
      this.#channel.freeze()
    }
    return order.kind === 'dropBefore' || order.kind === 'halfOpen'
  }

  /** What a client meets that has just connected. */
  greet(rule: FaultRule): void {
    if (!this.swallows(rule)) this.#sendGarbage()
  }

  /** Sends an answer as the fault wants it. */
  deliver(delivery: Delivery, rule?: FaultRule): void {
    switch (rule?.order.kind) {
      case 'delay':
        rule.hold(this.#gone.signal, rule.order.ms).then(() => this.#sendAnswer(delivery))
        break
      case 'dropAfter':
        this.#channel.destroy()
        break
      case 'truncatedFrame':
        for (const first of delivery.frames.slice(0, 1)) {
          this.#channel.sendCut(this.#codec.encode(first))
        }
        break
      case 'malformedFrame':
        this.#sendGarbage()
        break
      case 'duplicate':
        for (const first of delivery.frames.slice(0, 1)) this.send(first)
        this.#sendAnswer(delivery)
        break
      case 'outOfOrder':
        this.#holdBack(delivery)
        break
      default:
        this.#sendAnswer(delivery)
    }
  }

  #sendAnswer({ frames, isStillOwed }: Delivery): void {
    if (isStillOwed()) for (const outgoing of frames) this.send(outgoing)
    this.#letGo()
  }

  #holdBack(delivery: Delivery): void {
    if (this.#heldBack) this.#sendAnswer(delivery)
    else this.#heldBack = { delivery, timer: setTimeout(() => this.#letGo(), HELD_BACK_MS) }
  }

  #letGo(): void {
    const heldBack = this.#heldBack
    if (!heldBack) return
    this.#heldBack = undefined
    clearTimeout(heldBack.timer)
    this.#sendAnswer(heldBack.delivery)
  }

  #sendGarbage(): void {
    if (this.#isSilent) return
    const sample = this.#codec.encode(reply('ProtoHeartbeatEvent'))
    this.#channel.send(typeof sample === 'string' ? BROKEN_JSON : BROKEN_PROTOBUF)
  }
}
