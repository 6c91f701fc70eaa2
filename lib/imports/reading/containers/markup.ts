import { Tokenizer } from 'htmlparser2'

export type MarkupHandler = {
  /** `attribute` gives a value by its lower-case name. */
  open(name: string, attribute: (name: string) => string | null): void
  close(name: string): void
  text(text: string): void
}

/** Chunks end at a `>` where there is one, so that no name is cut in two. */
const LONGEST_WAIT = 1024 * 1024
const LONGEST_VALUE = 4096
const MOST_ATTRIBUTES = 50

/**
 * Tags and text of HTML or XML, in the order they stand, as often as `write` is called. Built on the
 * tokenizer alone: it keeps no stack and no tree, so that neither deep nesting nor a tag that is never
 * closed costs more than its length. It knows no external entities and runs nothing.
 */
export class Markup {
  private readonly tokenizer: Tokenizer
  private waiting = ''
  private buffer = ''
  /** Where `buffer` begins in the whole text. */
  private offset = 0
  private name = ''
  private attributeName = ''
  private attributeValue = ''
  private attributes: [string, string][] = []
  private readonly attribute = (wanted: string) =>
    this.attributes.find(([name]) => name === wanted)?.[1] ?? null

  constructor(handler: MarkupHandler, xmlMode: boolean) {
    this.tokenizer = new Tokenizer(
      { xmlMode, decodeEntities: true },
      {
        ontext: (start, end) => handler.text(this.slice(start, end)),
        ontextentity: (code) => handler.text(characterOf(code)),
        onopentagname: (start, end) => {
          this.name = this.slice(start, end).toLowerCase()
          this.attributes = []
        },
        onopentagend: () => handler.open(this.name, this.attribute),
        onselfclosingtag: () => {
          handler.open(this.name, this.attribute)
          if (xmlMode) handler.close(this.name)
        },
        onclosetag: (start, end) => handler.close(this.slice(start, end).toLowerCase()),
        onattribname: (start, end) => {
          this.attributeName = this.slice(start, end).toLowerCase()
          this.attributeValue = ''
        },
        onattribdata: (start, end) => this.addValue(this.slice(start, end)),
        onattribentity: (code) => this.addValue(characterOf(code)),
        onattribend: () => {
          if (this.attributes.length >= MOST_ATTRIBUTES) return
          this.attributes.push([this.attributeName, this.attributeValue])
        },
        oncdata: (start, end, endOffset) => handler.text(this.slice(start, end - endOffset)),
        oncomment: () => {},
        ondeclaration: () => {},
        onprocessinginstruction: () => {},
        onend: () => {},
      },
    )
  }

  write(chunk: string): void {
    const text = this.waiting + chunk
    const end = text.lastIndexOf('>') + 1
    const ready = end === 0 && text.length > LONGEST_WAIT ? text.length : end
    this.waiting = text.slice(ready)
    this.pass(text.slice(0, ready))
  }

  end(): void {
    this.pass(this.waiting)
    this.waiting = ''
    this.tokenizer.end()
  }

  private pass(text: string): void {
    if (text === '') return
    this.offset += this.buffer.length
    this.buffer = text
    this.tokenizer.write(text)
  }

  private slice(start: number, end: number): string {
    return this.buffer.slice(Math.max(0, start - this.offset), Math.max(0, end - this.offset))
  }

  private addValue(text: string): void {
    if (this.attributeValue.length < LONGEST_VALUE) this.attributeValue += text
  }
}

function characterOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
}
