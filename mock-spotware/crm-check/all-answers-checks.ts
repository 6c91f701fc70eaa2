import { objectOf } from './answer-rules'
import type { Check } from './check'
import type { CrmUnderTest } from './crm-under-test'
import { type Finding, met, NotChecked, unmet } from './finding'
import { endpoints } from './five-endpoints'
import type { Answer } from './http-answer'

const isSuccess = ({ status }: Answer) => status >= 200 && status < 300
const isError = ({ status }: Answer) => status >= 400

/** Every answer so far that is concerned has to comply; the first one that does not is named. */
function everyAnswer(
  crm: CrmUnderTest,
  isConcerned: (answer: Answer) => boolean,
  complies: (answer: Answer) => boolean,
): Finding {
  const concerned = crm.observed.filter(({ answer }) => isConcerned(answer))
  if (concerned.length === 0) throw new NotChecked('there was no such answer')
  const bad = concerned.filter(({ answer }) => !complies(answer))
  const [first] = bad
  if (!first) return met(`all of ${concerned.length} answers`)
  const where = `${endpoints[first.endpoint].path} ${first.answer.status}`
  return unmet(`not ${bad.length} of ${concerned.length} answers, e.g. ${where}`)
}

/** Last of all: they look at every answer the other checks got. */
export const allAnswersChecks: Check[] = [
  {
    name: 'all answers: JSON on success',
    expected: 'application/json, or no body',
    mark: 'S',
    where: 'API calls 4.1 to 4.5 (Accept)',
    look: async (crm) =>
      everyAnswer(
        crm,
        isSuccess,
        ({ body, mediaType, json }) =>
          body === '' || (mediaType === 'application/json' && json !== undefined),
      ),
  },
  {
    name: 'all answers: no redirect',
    expected: 'no 3xx',
    mark: 'S',
    where: 'API calls 4.1 to 4.5 (status)',
    look: async (crm) =>
      everyAnswer(
        crm,
        () => true,
        ({ status }) => status < 300 || status >= 400,
      ),
  },
  {
    name: 'all answers: no server error',
    expected: 'no 5xx',
    mark: 'D',
    where: 'broker-sso §3',
    look: async (crm) =>
      everyAnswer(
        crm,
        () => true,
        ({ status }) => status < 500,
      ),
  },
  {
    name: 'all answers: no secret in an error body',
    expected: 'no password or token that was sent',
    mark: 'I',
    where: 'broker-sso §8',
    look: async (crm) => everyAnswer(crm, isError, ({ body }) => !crm.secrets.areIn(body)),
  },
  {
    name: 'all answers: form of an error body',
    expected: '{error, message, code?} as JSON',
    mark: 'D1',
    where: 'broker-sso §3 (Part A.5)',
    look: async (crm) =>
      everyAnswer(crm, isError, (answer) => {
        const { error, message, code = '' } = objectOf(answer) ?? {}
        const isForm = [error, message, code].every((value) => typeof value === 'string')
        return isForm && answer.mediaType === 'application/json'
      }),
  },
]
