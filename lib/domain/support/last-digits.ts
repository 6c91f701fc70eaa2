const SHOWN = 4

/** "…0102" of 41000102: enough to tell accounts apart, too little to name one to a broker. */
export function lastDigits(number: string): string {
  return number.length > SHOWN ? `…${number.slice(-SHOWN)}` : number
}

/** Shortens every number of more than four digits that stands in a text, such as an account's name. */
export function maskNumbers(text: string): string {
  return text.replace(/\d{5,}/g, lastDigits)
}
