import type { Behaviour } from '@/mock-spotware/behaviour'

export const switchGroups = [
  'Sign-in',
  'History',
  'Messages',
  'Limits',
  'Connection',
  'CRM',
] as const

interface SwitchWords {
  group: (typeof switchGroups)[number]
  label: string
}

/** How people call the switches. */
export const switchWords: Record<keyof Behaviour, SwitchWords> = {
  codeLifeSeconds: { group: 'Sign-in', label: 'Life of an authorization code (s)' },
  accessTokenLifeSeconds: { group: 'Sign-in', label: 'Life of an access token (s)' },
  echoState: { group: 'Sign-in', label: 'State on the way back' },
  tokenErrorStatus: { group: 'Sign-in', label: 'Status of a refused token request' },
  historyWindow: { group: 'History', label: 'Longest window of a list' },
  chunkSize: { group: 'History', label: 'Rows in one answer' },
  keptEnd: { group: 'History', label: 'Rows kept when a list is cut' },
  keptHistoryDays: { group: 'History', label: 'Days of history' },
  listOrder: { group: 'History', label: 'Order of the rows' },
  dealLagSeconds: { group: 'History', label: 'Delay of new deals (s)' },
  conversionFeeSign: { group: 'History', label: 'Sign of the conversion fee' },
  moneyDigits: { group: 'Messages', label: 'Where moneyDigits is sent' },
  jsonNumbers: { group: 'Messages', label: 'Large numbers in JSON' },
  jsonEnums: { group: 'Messages', label: 'Enums in JSON' },
  orderEvents: { group: 'Messages', label: 'Events of an order' },
  fillDelivery: { group: 'Messages', label: 'Delivery of a fill' },
  lostSessionAnswer: { group: 'Messages', label: 'Code without an account session' },
  unknownSymbolAnswer: { group: 'Messages', label: 'Code for an unknown symbol' },
  historicalRequestsPerSecond: { group: 'Limits', label: 'Historical requests per second' },
  otherRequestsPerSecond: { group: 'Limits', label: 'Other requests per second' },
  throttleAnswer: { group: 'Limits', label: 'Answer to too many requests' },
  connectionLimit: { group: 'Limits', label: 'Connections of the application' },
  maxFrameBytes: { group: 'Limits', label: 'Longest frame (bytes)' },
  idleSeconds: { group: 'Connection', label: 'Silence before closing (s)' },
  heartbeatSeconds: { group: 'Connection', label: 'Pause between heartbeats (s)' },
  handshakeSeconds: { group: 'Connection', label: 'Time for the handshake (s)' },
  malformedFrames: { group: 'Connection', label: 'A frame that is no message' },
  crmApiTokenLifeSeconds: { group: 'CRM', label: 'Life of a crmApiToken (s)' },
  oneTimeTokenLifeSeconds: { group: 'CRM', label: 'Life of a one-time token (s)' },
  longTermTokenLifeSeconds: { group: 'CRM', label: 'Life of a long-term token (s)' },
  issueInappToken: { group: 'CRM', label: 'Hand out an inappToken' },
  returnTokenSignsIn: { group: 'CRM', label: 'The token back from an in-app action signs in' },
  brokerDisabled: { group: 'CRM', label: 'Broker is disabled' },
  crmDefect: { group: 'CRM', label: 'Break the contract in one way' },
}
