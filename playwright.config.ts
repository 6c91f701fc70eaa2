import { defineConfig } from 'playwright/test'
import { findChromium } from './e2e/stack/find-chromium'
import type { WireFormat } from './e2e/stack/start-stack'

const executablePath = findChromium()
if (!executablePath) {
  throw new Error(
    'No Chromium here. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
  )
}

export default defineConfig<object, { wireFormat: WireFormat; historicalPerSecond: number }>({
  testDir: 'e2e',
  // Pictures of support are taken when asked for: `npm run docs:support`.
  testMatch: process.env.SUPPORT_PICTURES ? 'pictures/support.ts' : '**/*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './e2e/stack/build-pages.ts',
  // Each has a whole stack of its own, and mostly waits for cTrader's pace: one more than cores.
  workers: 3,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      // The rest keeps the browser from looking for servers of its maker.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    // The same journeys over the other wire format, where the wire matters: those tagged @json.
    // First, because they are the longest: at Spotware's own pace, where the rest gets on faster.
    { name: 'json', grep: /@json/, use: { wireFormat: 'json' } },
    { name: 'protobuf', use: { wireFormat: 'protobuf', historicalPerSecond: 25 } },
  ],
})
