import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

export type ReceivedMail = {
  from: string
  to: string[]
  headers: Map<string, string>
  text: string
}

/** A small SMTP server that keeps what it is given and refuses when told to. */
export async function startSmtpSink() {
  const received: ReceivedMail[] = []
  const sockets = new Set<Socket>()
  /** Answers by the command they are given to instead of the usual one. */
  const refusals = new Map<string, string>()

  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
    void talk(socket)
  })

  async function talk(socket: Socket): Promise<void> {
    let mail = { from: '', to: [] as string[] }
    let data: string[] | null = null
    socket.write('220 sink\r\n')
    for await (const line of createInterface({
      input: socket,
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      if (data) {
        if (line !== '.') {
          data.push(line.replace(/^\./, ''))
          continue
        }
        const refusal = refusals.get('.')
        if (!refusal) received.push({ ...mail, ...parse(data) })
        data = null
        socket.write(refusal ?? '250 accepted\r\n')
        continue
      }
      const verb = line.split(/[ :]/)[0]?.toUpperCase() ?? ''
      const refusal = refusals.get(verb)
      if (refusal) {
        socket.write(refusal)
        continue
      }
      const address = /<([^>]*)>/.exec(line)?.[1] ?? ''
      if (verb === 'MAIL') mail = { from: address, to: [] }
      if (verb === 'RCPT') mail.to.push(address)
      if (verb === 'DATA') data = []
      socket.write(verb === 'DATA' ? '354 go on\r\n' : '250 ok\r\n')
      if (verb === 'QUIT') socket.end()
    }
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    /** Has a command answered with this line from now on; "." is the end of a mail's text. */
    refuse: (command: string, answer: string) => refusals.set(command, `${answer}\r\n`),
    acceptAll: () => refusals.clear(),
    async stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

export type SmtpSink = Awaited<ReturnType<typeof startSmtpSink>>

function parse(lines: string[]): { headers: Map<string, string>; text: string } {
  const end = lines.indexOf('')
  const headers = new Map<string, string>()
  for (const field of lines
    .slice(0, end)
    .join('\n')
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')) {
    const [name = '', value = ''] = field.split(/: (.*)/s)
    headers.set(name.toLowerCase(), decodeWords(value))
  }
  const body = lines.slice(end + 1).join('\n')
  const encoding = headers.get('content-transfer-encoding')
  return { headers, text: decodeBody(body, encoding).replaceAll('\r\n', '\n') }
}

/** Encoded words of a header (RFC 2047). */
function decodeWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString('utf8')
        : fromQuoted(text.replaceAll('_', ' ')),
    )
}

function decodeBody(body: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  return encoding === 'quoted-printable' ? fromQuoted(body.replaceAll('=\n', '')) : body
}

function fromQuoted(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
