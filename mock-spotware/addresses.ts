import { AUTHORIZATION_PATH } from './ctrader-id/authorization-paths'

/** Where everything of a running mock is found. */
export interface Addresses {
  authUrl: string
  tokenUrl: string
  /** Protobuf, over WebSocket; the same port takes raw TCP. */
  liveUrl: string
  demoUrl: string
  liveJsonUrl: string
  demoJsonUrl: string
  /** Without a slash at the end; the control API is below `/control`. */
  controlUrl: string
  /** The broker's client area, without a slash at the end. */
  crmUrl: string
  /** Of the broker's clients. */
  platformUrl: string
}

export interface Ports {
  http: number
  crm: number
  live: number
  demo: number
  liveJson: number
  demoJson: number
}

/** Complete once everything listens. */
export function addressesAt(host: string, ports: Ports): Addresses {
  const controlUrl = `http://${host}:${ports.http}`
  return {
    authUrl: `${controlUrl}${AUTHORIZATION_PATH}`,
    tokenUrl: `${controlUrl}/apps/token`,
    liveUrl: `wss://${host}:${ports.live}`,
    demoUrl: `wss://${host}:${ports.demo}`,
    liveJsonUrl: `wss://${host}:${ports.liveJson}`,
    demoJsonUrl: `wss://${host}:${ports.demoJson}`,
    controlUrl,
    crmUrl: `http://${host}:${ports.crm}`,
    platformUrl: `${controlUrl}/platform`,
  }
}
