interface Typed {
  /** The header; empty when there was none. */
  contentType: string
}

export function isJson({ contentType }: Typed): boolean {
  return /^application\/json\s*(;|$)/i.test(contentType)
}

export function isForm({ contentType }: Typed): boolean {
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType)
}
