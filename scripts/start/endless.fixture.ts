import { spawn } from 'node:child_process'

/**
 * For the tests of run-child: says its number and never ends by itself. `stubborn` ignores a polite request;
 * `parent` starts another one the way the product would, and waits for it.
 */
const [manner] = process.argv.slice(2)

if (manner === 'stubborn') process.on('SIGTERM', () => {})
if (manner === 'grandparent') {
  spawn(process.execPath, ['-e', 'setInterval(() => {}, 60000)'], { stdio: 'ignore' })
}
if (manner === 'parent') {
  const { runChild } = await import('./run-child')
  runChild({
    entry: import.meta.filename,
    env: { PATH: process.env.PATH ?? '' },
    onLine: (line) => console.log(`child ${line}`),
  })
}
console.log(`running ${process.pid} ${Object.keys(process.env).sort().join(',')}`)
setInterval(() => {}, 60_000)
