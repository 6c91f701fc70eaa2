/** Undefined when the text is no JSON, which has no value of that kind. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
