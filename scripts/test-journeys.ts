import { countJourneys } from './test/count'
import { requireChromium } from './test/require-chromium'

/** `npm run test:e2e [-- playwright's arguments]`: only the browser journeys. */
await requireChromium()
const { failed } = await countJourneys(process.argv.slice(2))
process.exitCode = failed > 0 ? 1 : 0
