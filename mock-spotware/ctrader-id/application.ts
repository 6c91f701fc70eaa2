/** The record of an Open API application, as its owner sees it on the portal. */
export interface Application {
  name: string
  clientId: string
  clientSecret: string
  redirectUris: readonly string[]
  /** False until Spotware has approved it. */
  isActive: boolean
}

/** The words the real service uses, on the consent page and on the socket alike. */
export const NOT_ACTIVE_TEXT = 'OA client is not in active state'
