import { execa } from 'execa'
import { findChromium } from '@/e2e/stack/find-chromium'

/** Finds Chromium, or installs Debian's where we may. */
export async function requireChromium(): Promise<void> {
  if (findChromium()) return
  const advice =
    'The journeys need Chromium. Install it (Debian and Ubuntu: apt-get install chromium; macOS: Google Chrome) and set CHROMIUM_PATH if it lies somewhere unusual.'
  const apt = await execa('apt-get', ['--version'], { reject: false, stdio: 'ignore' })
  if (process.getuid?.() !== 0 || apt.exitCode !== 0) throw new Error(advice)

  console.log('No Chromium here; installing Debian’s.')
  const options = {
    reject: false,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  } as const
  await execa('apt-get', ['update', '-q'], options)
  await execa('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], options)
  if (!findChromium()) throw new Error(advice)
}
