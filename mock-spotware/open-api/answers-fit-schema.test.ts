import protobuf from 'protobufjs'
import { expect, test } from 'vitest'
import { startSettingsSchema } from '@/mock-spotware/settings'
import { ANA_DEMO } from '@/mock-spotware/testing/start-test-mock'
import { TEST_SEED } from '@/mock-spotware/testing/test-seed'
import { World } from '@/mock-spotware/world'
import { requestKindOf } from './requests/all-requests'
import { Session } from './session'
import { messageType, payloadTypeOf } from './wire-schema'

/** Fields the schema does not know; protobuf drops them silently, JSON would send them. */
function unknownFields(type: protobuf.Type, value: object): string[] {
  return Object.entries(value).flatMap(([name, member]) => {
    const field = type.fields[name]
    if (!field) return [`${type.name}.${name}`]
    const inner = field.resolvedType
    if (!(inner instanceof protobuf.Type) || member === undefined) return []
    return [member].flat().flatMap((one) => unknownFields(inner, one))
  })
}

/** Required fields, all the way down, that an answer leaves out. */
function missingFields(type: protobuf.Type, value: object): string[] {
  const members = new Map(Object.entries(value))
  return type.fieldsArray.flatMap((field) => {
    const member = members.get(field.name)
    if (member === undefined) return field.required ? [`${type.name}.${field.name}`] : []
    const inner = field.resolvedType
    if (!(inner instanceof protobuf.Type)) return []
    return [member].flat().flatMap((one) => missingFields(inner, one))
  })
}

test('every answer has all required fields of its message and none besides', async () => {
  const world = new World(startSettingsSchema.parse({ historyWindow: 'any', seed: TEST_SEED }))
  const session = new Session(world, 'demo')
  session.application = world.application
  const persona = world.people.named('ana')
  const account = world.account(ANA_DEMO)
  const deal = account?.book.deals[0]
  if (!persona || !account || !deal) throw new Error('ana has no history')
  const clientId = world.application.clientId
  const grant = world.grants.grant({ persona, clientId, scope: 'accounts', accountIds: [ANA_DEMO] })
  const { accessToken, refreshToken } = grant
  const { dealId, orderId, positionId } = deal
  const window = { fromTimestamp: 0, toTimestamp: world.clock.now() }
  const of = { ctidTraderAccountId: ANA_DEMO }

  const requests: [message: string, payload: object][] = [
    ['ProtoOAVersionReq', {}],
    ['ProtoOAGetAccountListByAccessTokenReq', { accessToken }],
    ['ProtoOAGetCtidProfileByTokenReq', { accessToken }],
    ['ProtoOAAccountAuthReq', { ...of, accessToken }],
    ['ProtoOATraderReq', of],
    ['ProtoOAAssetListReq', of],
    ['ProtoOAAssetClassListReq', of],
    ['ProtoOASymbolCategoryListReq', of],
    ['ProtoOASymbolsListReq', { ...of, includeArchivedSymbols: true }],
    ['ProtoOASymbolByIdReq', { ...of, symbolId: [1, 9, 10] }],
    ['ProtoOASymbolsForConversionReq', { ...of, firstAssetId: 7, lastAssetId: 6 }],
    ['ProtoOADealListReq', { ...of, ...window }],
    ['ProtoOADealListByPositionIdReq', { ...of, positionId }],
    ['ProtoOADealOffsetListReq', { ...of, dealId }],
    ['ProtoOAOrderListReq', { ...of, ...window }],
    ['ProtoOAOrderDetailsReq', { ...of, orderId }],
    ['ProtoOAOrderListByPositionIdReq', { ...of, positionId }],
    ['ProtoOAReconcileReq', of],
    ['ProtoOACashFlowHistoryListReq', { ...of, ...window }],
    ['ProtoOAGetTrendbarsReq', { ...of, period: 12, symbolId: 1, count: 20 }],
    ['ProtoOAAccountLogoutReq', of],
    ['ProtoOARefreshTokenReq', { refreshToken }],
  ]
  for (const [message, payload] of requests) {
    const answer = await requestKindOf(payloadTypeOf(message))?.answer(payload, session)
    const type = messageType(payloadTypeOf(answer?.message ?? ''))
    if (!type || !answer) throw new Error(`${message} is not answered`)
    expect(answer.message).toBe(message.replace(/Req$/, 'Res'))
    expect(unknownFields(type, answer.payload)).toEqual([])
    expect(missingFields(type, answer.payload)).toEqual([])
  }
})
