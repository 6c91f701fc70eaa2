import { readFileSync } from 'node:fs'
import protobuf from 'protobufjs'

const source = readFileSync(new URL('./open-api.proto', import.meta.url), 'utf8')
const { root } = protobuf.parse(source, { keepCase: true })
root.resolveAll()

const oaPayloadTypes = root.lookupEnum('ProtoOAPayloadType')
const commonPayloadTypes = root.lookupEnum('ProtoPayloadType')

const typeByPayloadType = new Map<number, protobuf.Type>()
for (const type of root.nestedArray) {
  if (!(type instanceof protobuf.Type)) continue
  const field = type.fields.payloadType
  if (field && typeof field.defaultValue === 'number') {
    typeByPayloadType.set(field.defaultValue, type)
  }
}

export const envelopeType = root.lookupType('ProtoMessage')

/** The message a payload type number stands for; undefined for those a journal does not use. */
export function messageType(payloadType: number): protobuf.Type | undefined {
  return typeByPayloadType.get(payloadType)
}

/** The number in field 1 of a message, by the message's name. */
export function payloadTypeOf(messageName: string): number {
  return Number(root.lookupType(messageName).fields.payloadType?.defaultValue)
}

/** Names of all requests the schema knows. */
export function requestNames(): string[] {
  return [...typeByPayloadType.values()]
    .map(({ name }) => name)
    .filter((name) => name.endsWith('Req'))
}

/** The number of a request, by its name; undefined for names of anything else. */
export function requestPayloadType(name: string): number | undefined {
  return requestNames().includes(name) ? payloadTypeOf(name) : undefined
}

/** What a payload type number is called, also for messages that have no schema here. */
export function payloadTypeName(payloadType: number): string {
  return (
    oaPayloadTypes.valuesById[payloadType] ??
    commonPayloadTypes.valuesById[payloadType] ??
    `UNKNOWN_${payloadType}`
  )
}

/** The number of an enum value, by name. */
export function wireEnum(enumName: string, valueName: string): number {
  const value = root.lookupEnum(enumName).values[valueName]
  if (value === undefined) throw new RangeError(`${enumName} has no value ${valueName}`)
  return value
}
