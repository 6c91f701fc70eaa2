import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { execa } from 'execa'
import { freePort } from '@/lib/db/embedded/free-port'
import { ROOT, runChild } from '@/scripts/start/run-child'
import { waitForAnswer } from '@/scripts/start/wait-for-answer'
import { NEXT_COMMAND } from '@/scripts/start/web-build'

/**
 * The least there is of a Next.js page, built and served by the very version that ours are: what every page
 * of ours is compared with. It lives in this repository for as long as it is measured, to find its modules.
 */
export async function startBarePage(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(ROOT, '.bare-page-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    await mkdir(path.join(folder, 'app'))
    await writeFile(path.join(folder, 'package.json'), '{"private":true}')
    await writeFile(path.join(folder, 'next.config.mjs'), 'export default {}')
    await writeFile(path.join(folder, 'app', 'layout.jsx'), LAYOUT)
    await writeFile(path.join(folder, 'app', 'page.jsx'), PAGE)
    const env = {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
    }
    await execa(process.execPath, [NEXT_COMMAND, 'build', folder], { env, extendEnv: false })
    const port = `${await freePort()}`
    const web = runChild({
      entry: NEXT_COMMAND,
      args: ['start', folder, '-p', port, '-H', 'localhost'],
      env,
      onLine: () => {},
    })
    const stop = async () => {
      await web.stop()
      await remove()
    }
    const url = `http://localhost:${port}/`
    try {
      await waitForAnswer(url, web, 'bare page')
    } catch (error) {
      await stop()
      throw error
    }
    return { url, stop }
  } catch (error) {
    await remove()
    throw error
  }
}

const LAYOUT = `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>
}
`
const PAGE = `export default function Page() {
  return <h1>Bare</h1>
}
`
