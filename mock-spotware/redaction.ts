import type { IssuedSecrets } from './issued-secrets'

const REDACTED = '[redacted]'
/** Compared without `_` and `-` and in lower case, so that every naming style is covered. */
const secretNames = new Set(['code', 'ot', 'csrf', 'authorization', 'cookie'])
const secretEndings = /(token|password|passwd|secret)$/
/** Shorter values would turn up in innocent text. */
const SHORTEST_SECRET = 8

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

  /** The text without any secret that was ever issued. */
  text(text: string): string {
    if (text.length < SHORTEST_SECRET) return text
    return this.#issued
      .all()
      .filter(({ value }) => value.length >= SHORTEST_SECRET)
      .reduce((rest, { value }) => {
        return rest.replaceAll(value, REDACTED).replaceAll(encodeURIComponent(value), REDACTED)
      }, text)
  }
}

function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replace(/[^a-z]/g, '')
  return secretNames.has(plain) || secretEndings.test(plain)
}
