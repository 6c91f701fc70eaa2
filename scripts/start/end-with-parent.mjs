/**
 * Preloaded (`node --import`) into every process that `npm start` and the tests begin: when the parent is
 * gone, even by kill -9, the channel to it closes, and this process asks itself to stop.
 *
 * Children of such a process (build workers) inherit the preload but not the mark: their channel belongs to
 * whoever forked them.
 */
const PATIENCE_MS = 10_000

if (process.channel && process.env.TALLYBOOK_END_WITH_PARENT) {
  delete process.env.TALLYBOOK_END_WITH_PARENT
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), PATIENCE_MS).unref()
  })
  // Listening keeps the channel, and with it the process, alive; a process that is done may end.
  process.channel.unref()
}
