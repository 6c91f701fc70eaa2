import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { mailServer } from './mail-server'
import { type SmtpSink, startSmtpSink } from './testing/smtp-sink'

let sink: SmtpSink

beforeAll(async () => {
  sink = await startSmtpSink()
})
afterAll(() => sink.stop())
afterEach(() => {
  sink.acceptAll()
  sink.received.length = 0
})

const MAIL = {
  id: '0c3a7a52-4a3e-4a4e-8a5e-0f3a4f6f1e11',
  to: 'ann@example.test',
  subject: 'Reconnect needed: cTrader ID 1',
  text: 'Press “Reconnect”.\n.\nA line with a dot before it.\n',
}

const server = () => mailServer({ url: sink.url, from: 'Tallybook <journal@tallybook.test>' })

test('a mail arrives as it was written, and is known by the same id at every try', async () => {
  expect(await server().send(MAIL)).toBeNull()
  await server().send(MAIL)
  const [mail, again] = sink.received
  expect(mail).toMatchObject({ from: 'journal@tallybook.test', to: ['ann@example.test'] })
  expect(mail?.headers.get('subject')).toBe(MAIL.subject)
  expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
  expect(mail?.text.trim()).toBe(MAIL.text.trim())
  expect(mail?.headers.get('message-id')).toBe(`<${MAIL.id}@tallybook.test>`)
  expect(again?.headers.get('message-id')).toBe(mail?.headers.get('message-id'))
})

test.each([
  ['subject', { subject: 'Hello\r\nBcc: eve@example.test\r\n\r\nAnother text' }],
  ['address', { to: 'ann@example.test>\r\nRCPT TO:<eve@example.test' }],
  ['quoted address', { to: '"eve@example.test> x"@example.test' }],
])('a line break or a second address in the %s adds no header and nobody', async (_, part) => {
  const failure = await server().send({ ...MAIL, ...part })
  expect(sink.received).toHaveLength(failure ? 0 : 1)
  for (const mail of sink.received) {
    expect(mail.headers.has('bcc')).toBe(false)
    expect(mail.to).toHaveLength(1)
    expect(mail.to).not.toContain('eve@example.test')
  }
})

test.each([
  ['RCPT', '550 no such person, secret words', { code: 'SMTP_550', isFinal: true }],
  ['.', '554 spam', { code: 'SMTP_554', isFinal: true }],
  ['RCPT', '451 later', { code: 'SMTP_451', isFinal: false }],
  ['.', '452 full', { code: 'SMTP_452', isFinal: false }],
])('%s answered with "%s" is a code', async (command, answer, failure) => {
  sink.refuse(command, answer)
  expect(await server().send(MAIL)).toEqual(failure)
})

test('a server that is not there is a code as well, and no end', async () => {
  const gone = mailServer({ url: 'smtp://127.0.0.1:1', from: 'journal@tallybook.test' })
  expect(await gone.send(MAIL)).toEqual({ code: 'ESOCKET', isFinal: false })
})
