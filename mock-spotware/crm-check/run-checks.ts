import { allChecks } from './all-checks'
import type { Check, Mark } from './check'
import { type CrmCheckSettings, CrmUnderTest } from './crm-under-test'
import { type Finding, NotChecked } from './finding'
import { NoAnswer } from './http-answer'
import { CommandFailed } from './shell-command'

export type Verdict = 'passed' | 'failed' | 'warning' | 'not checked'

export interface CheckResult {
  name: string
  expected: string
  got: string
  verdict: Verdict
  mark: Mark
  where: string
}

/** Runs every check, one after the other, whatever the CRM does. */
export async function runChecks(
  settings: CrmCheckSettings,
  isStrict = false,
): Promise<CheckResult[]> {
  const crm = new CrmUnderTest(settings)
  const results: CheckResult[] = []
  for (const check of allChecks) {
    const { name, expected, mark, where } = check
    const { verdict, got } = await outcome(check, crm, isStrict)
    results.push({ name, expected, got: crm.secrets.redact(got), verdict, mark, where })
  }
  return results
}

async function outcome(
  check: Check,
  crm: CrmUnderTest,
  isStrict: boolean,
): Promise<{ verdict: Verdict; got: string }> {
  try {
    const finding = await check.look(crm)
    return { verdict: verdictOn(finding, check.mark, isStrict), got: finding.got }
  } catch (error) {
    if (error instanceof NotChecked || error instanceof CommandFailed) {
      return { verdict: 'not checked', got: error.message }
    }
    // whoever listens has to answer, however sure the expectation is
    if (error instanceof NoAnswer) return { verdict: 'failed', got: error.message }
    throw error
  }
}

function verdictOn({ isMet, isTolerable }: Finding, mark: Mark, isStrict: boolean): Verdict {
  if (isMet) return 'passed'
  const isSure = mark === 'S' || mark === 'D'
  return isStrict || (isSure && !isTolerable) ? 'failed' : 'warning'
}
