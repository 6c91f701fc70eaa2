/** A client that asks and never reads is dropped before its answers fill the memory. */
export const MAX_BACKLOG_BYTES = 64_000_000

/** Whole frames in both directions, whatever carries them. */
export interface Channel {
  send(frame: Buffer | string): void
  /** Sends the beginning of a frame, then ends the line. */
  sendCut(frame: Buffer | string): void
  /** Gives no sign of life from now on, not even those a carrier gives by itself. */
  freeze(): void
  /** Says goodbye where the carrier can; what was sent before still goes out. */
  close(): void
  /** Drops the line at once. */
  destroy(): void
  onFrame(listener: (frame: Buffer) => void): void
  /** A frame announced itself as larger than allowed. */
  onTooLong(listener: () => void): void
  onClose(listener: () => void): void
}
