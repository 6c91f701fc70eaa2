import type { Field } from './fields'
import { LANGUAGES } from './languages'
import { THIRD_PARTY } from './third-party'

export type Known = {
  field: Field
  /** False for spellings only third parties use. */
  proof: boolean
  language: string | null
}

const byWord = new Map<string, Known>()

function learn(field: string, words: readonly string[], known: Omit<Known, 'field'>) {
  for (const word of words) {
    if (!byWord.has(word)) byWord.set(word, { field: field as Field, ...known })
  }
}

for (const { name, headers } of LANGUAGES) {
  for (const [field, words] of Object.entries(headers)) {
    learn(field, words, { proof: true, language: name })
  }
}
for (const [field, words] of Object.entries(THIRD_PARTY)) {
  learn(field, words, { proof: false, language: null })
}

/** What a header means, from its `comparable` spelling. */
export function lookUp(word: string): Known | null {
  return byWord.get(word) ?? null
}
