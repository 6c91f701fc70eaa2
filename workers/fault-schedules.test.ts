import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { SOAK_FACTOR } from '@/lib/domain/testing/soak-runs'
import { faultSchedule } from '@/workers/testing/fault-schedule'
import { startJournalStack } from '@/workers/testing/journal-stack'
import { FaultStage } from '@/workers/testing/play-fault-schedule'
import { smallTraders } from '@/workers/testing/small-traders'

/** A few in an ordinary run, three hundred in a soak. */
const numRuns = SOAK_FACTOR === 1 ? 8 : 15 * SOAK_FACTOR
/** Time only moves forward, and so the histories of a mock grow from schedule to schedule. */
const PEOPLE = 25
const HISTORICAL_PER_SECOND = 200
const LIMIT_MS = 120_000 + numRuns * 20_000
/** A failure prints its seed and path: FAULT_SEED and FAULT_PATH play it again. */
const seed = Number(process.env.FAULT_SEED) || Date.now() % 2 ** 31

let stage: FaultStage | undefined

afterAll(() => stage?.stop())

async function startStage(): Promise<FaultStage> {
  const { traders, scenario } = smallTraders(PEOPLE)
  const stack = await startJournalStack({
    scenario,
    mock: {
      accessTokenLifeSeconds: 24 * 3_600,
      historicalRequestsPerSecond: HISTORICAL_PER_SECOND,
    },
    settings: {
      SYNC_CHECK_SECONDS: '300',
      CTRADER_ANSWER_SECONDS: '2',
      CTRADER_HISTORICAL_PER_SECOND: `${HISTORICAL_PER_SECOND}`,
    },
  })
  return new FaultStage(stack, traders)
}

test(
  `${numRuns} random schedules of faults, kills and late news end with the ledger of cTrader`,
  async () => {
    console.info(`fault schedules: FAULT_SEED=${seed}`)
    const property = fc.asyncProperty(faultSchedule, async (schedule) => {
      if (stage?.isUsedUp) {
        await stage.stop()
        stage = undefined
      }
      stage ??= await startStage()
      const wrong = await stage.play(schedule).catch(async (error: unknown) => {
        // Nothing of this one may trouble the next one, which is smaller.
        await stage?.stop()
        stage = undefined
        throw error
      })
      expect(wrong).toEqual([])
    })
    await fc.assert(property, {
      numRuns,
      seed,
      path: process.env.FAULT_PATH,
      // What fails is made smaller, but not for ever: a schedule takes seconds.
      interruptAfterTimeLimit: LIMIT_MS - 60_000,
      markInterruptAsFailure: true,
    })
  },
  LIMIT_MS,
)
