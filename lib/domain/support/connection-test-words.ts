import { runReason } from '@/lib/domain/run-reasons'
import {
  firstFailure,
  isOnTheWay,
  TEST_STEPS,
  type TestStep,
  type TestStepResult,
} from './connection-test'

/** What is tried, as the name of a step. */
export const TEST_STEP_NAMES: Record<TestStep, string> = {
  network: 'cTrader answers',
  application: 'Tallybook is accepted',
  token: 'Access is valid',
  accounts: 'Accounts are listed',
  open: 'Accounts open',
  deals: 'Last deals are read',
}

type Words = { title: string; text: string }

const FAILED: Record<TestStep, (result: TestStepResult) => Words> = {
  network: () => ({
    title: 'cTrader does not answer',
    text: 'That is between us and cTrader, and not about this connection. We go on trying by ourselves; nothing is lost.',
  }),
  application: ({ code }) => ({
    title: 'cTrader does not accept Tallybook just now',
    text:
      code === 'SERVER_IS_UNDER_MAINTENANCE'
        ? 'It is under maintenance, and goes on by itself afterwards.'
        : 'That is on our side. There is nothing to reconnect; we go on by ourselves once it is settled.',
  }),
  token: ({ code }) => {
    const { text, cure } = runReason(code ?? 'UNKNOWN')
    // What a new consent does not mend says nothing about the access.
    if (cure?.at !== 'connection')
      return {
        title: 'The access could not be tried just now',
        text: `${text} It is tried again by itself.`,
      }
    return {
      title: 'cTrader does not take the access of this connection',
      text: `${text} ${cure.text}`,
    }
  },
  accounts: ({ code }) =>
    code === 'NO_ACCOUNTS'
      ? {
          title: 'cTrader lists no account for this access',
          text: 'Reconnect and tick the accounts on cTrader’s page, or sign in there with the cTrader ID that has them.',
        }
      : code === 'NOT_LISTED'
        ? {
            title: 'cTrader does not list every account that is followed',
            text: 'What it does not list may be closed, archived or moved to another cTrader ID.',
          }
        : {
            title: 'cTrader did not list the accounts',
            text: runReason(code ?? 'UNKNOWN').text,
          },
  open: ({ failed, accounts }) => ({
    title: `${ofThem(failed.length, accounts)} could not be opened`,
    text: runReason(failed[0]?.code ?? 'UNKNOWN').text,
  }),
  deals: ({ failed, accounts }) => ({
    title: `Deals of ${ofThem(failed.length, accounts).replace(/^[AT]/, (letter) => letter.toLowerCase())} could not be read`,
    text: runReason(failed[0]?.code ?? 'UNKNOWN').text,
  }),
}

/** What a finished test says: the first thing that failed, or that all is well. */
export function testConclusion(steps: TestStepResult[]): Words & { isGood: boolean } {
  const failure = firstFailure(steps)
  if (failure) return { ...inWords(failure), isGood: false }
  if (steps.length === 0)
    return {
      isGood: false,
      title: 'The test was called off',
      text: 'The access of this connection ended before anything was tried.',
    }
  const isWhole = steps.length === TEST_STEPS.length
  return {
    isGood: true,
    title: isWhole ? 'Everything works' : 'What could be tried works',
    text: isWhole
      ? 'cTrader answers, takes the access, and its newest deals can be read. What is missing has another cause.'
      : 'No account is followed, so none was opened.',
  }
}

/** A line that breaks during any step is the line's trouble. */
function inWords(failure: TestStepResult): Words {
  const isLine = failure.failed.length === 0 && failure.code !== null && isOnTheWay(failure.code)
  return FAILED[isLine ? 'network' : failure.step](failure)
}

/** What a step found, in a few words. */
export function testStepFinding(result: TestStepResult): string | null {
  const { step, accounts, failed } = result
  if (accounts === null) return null
  const tried = `${accounts} ${accounts === 1 ? 'account' : 'accounts'}`
  if (failed.length > 0) return `${accounts - failed.length} of ${tried}`
  return step === 'accounts' ? `${tried} listed` : tried
}

function ofThem(failed: number, all: number | null): string {
  if (all === 1) return 'The account'
  return failed === all ? 'All accounts' : `${failed} of ${all} accounts`
}
