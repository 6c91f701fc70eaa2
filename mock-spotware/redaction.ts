import type { IssuedSecrets } from './issued-secrets'

const REDACTED = '[redacted]'
/** Compared without digits and signs and in lower case, so that every naming style is covered. */
const secretNames = new Set(['ot', 'csrf', 'authorization', 'cookie'])
const secretParts = /password|passwd|secret|(token|code)s?(hash)?$/
/** Nobody encodes more often by accident. */
const MOST_ENCODINGS = 4

/** Takes secrets out of what is shown: by the name they go by, and by being one that was issued. */
export class Redaction {
  readonly #issued: IssuedSecrets

  constructor(issued: IssuedSecrets) {
    this.#issued = issued
  }

  parameters(parameters: Iterable<[string, string]>): Record<string, string> {
    return Object.fromEntries(
      [...parameters].map(([name, value]) => [
        this.text(name),
        isSecretName(name) ? REDACTED : this.text(value),
      ]),
    )
  }

  /** The text without any secret that was ever issued, also when it is percent-encoded. */
  text(text: string): string {
    let result = this.#plain(text)
    let decoded = result
    for (let times = 0; times < MOST_ENCODINGS; times += 1) {
      const once = decodePercents(decoded)
      if (once === decoded) break
      decoded = this.#plain(once)
      // shown as it arrived as long as there is nothing to hide
      if (decoded !== once) result = decoded
    }
    return result
  }

  /** One lookup per place in the text, however many secrets there are. */
  #plain(text: string): string {
    let result = ''
    let shownUpTo = 0
    for (let index = 0; index < text.length; ) {
      const secret = this.#issued.longestAt(text, index)
      if (secret === undefined) {
        index += 1
        continue
      }
      result += text.slice(shownUpTo, index) + REDACTED
      index += secret.length
      shownUpTo = index
    }
    return result + text.slice(shownUpTo)
  }
}

function isSecretName(name: string): boolean {
  const plain = decodePercents(name)
    .toLowerCase()
    .replace(/[^a-z]/g, '')
  return secretNames.has(plain) || secretParts.test(plain)
}

/** What cannot be decoded stays as it is. */
function decodePercents(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded)
    } catch {
      return encoded
    }
  })
}
