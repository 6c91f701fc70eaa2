import { english } from './english'
import { french } from './french'
import type { Language } from './language'
import { spanish } from './spanish'

/** A language is one file and one entry here; a word two languages share means what the first says. */
export const LANGUAGES: readonly Language[] = [english, spanish, french]
