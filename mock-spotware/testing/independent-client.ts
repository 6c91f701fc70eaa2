import { CTraderConnection } from '@reiryoku/ctrader-layer'
import { z } from 'zod'

/**
 * Reads a week of deals with a client library that is not ours, as a process of its own: the
 * library leaves trust to Node, so the mock's certificate has to come by NODE_EXTRA_CA_CERTS.
 */
const task = z
  .object({
    host: z.string(),
    port: z.number(),
    clientId: z.string(),
    clientSecret: z.string(),
    accessToken: z.string(),
    accountId: z.number(),
    fromTimestamp: z.number(),
    toTimestamp: z.number(),
  })
  .parse(JSON.parse(process.env.INDEPENDENT_CLIENT_TASK ?? '{}'))

const { host, port, clientId, clientSecret, accessToken, accountId } = task
const connection = new CTraderConnection({ host, port })
await connection.open()
connection.sendHeartbeat()
await connection.sendCommand('ProtoOAApplicationAuthReq', { clientId, clientSecret })
const accounts = await connection.sendCommand('ProtoOAGetAccountListByAccessTokenReq', {
  accessToken,
})
const account = { ctidTraderAccountId: accountId }
const authorised = await connection.sendCommand('ProtoOAAccountAuthReq', {
  ...account,
  accessToken,
})
const answers: Record<string, unknown> = { accounts, authorised }
for (const [name, request] of Object.entries({
  trader: 'ProtoOATraderReq',
  assets: 'ProtoOAAssetListReq',
  symbols: 'ProtoOASymbolsListReq',
  positions: 'ProtoOAReconcileReq',
})) {
  answers[name] = await connection.sendCommand(request, account)
}
answers.symbol = await connection.sendCommand('ProtoOASymbolByIdReq', { ...account, symbolId: [1] })
const { fromTimestamp, toTimestamp } = task
const window = { ...account, fromTimestamp, toTimestamp }
answers.deals = await connection.sendCommand('ProtoOADealListReq', window)
answers.cashFlow = await connection.sendCommand('ProtoOACashFlowHistoryListReq', window)
answers.bars = await connection.sendCommand('ProtoOAGetTrendbarsReq', {
  ...window,
  period: 9,
  symbolId: 1,
})
answers.refusal = await connection
  .sendCommand('ProtoOAAccountAuthReq', { ...account, accessToken })
  .catch((refusal: unknown) => refusal)
connection.close()
process.stdout.write(`${JSON.stringify(answers)}\n`)
