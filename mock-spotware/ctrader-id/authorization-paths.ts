export const AUTHORIZATION_PATH = '/my/settings/openapi/grantingaccess/'
/** Where the official SDKs still send people. */
const OLDER_PATH = '/apps/auth'

export const authorizationPaths = [AUTHORIZATION_PATH, OLDER_PATH]

/** A slash at the end makes no difference. */
export function isAuthorizationPath(path: string): boolean {
  const bare = (text: string) => text.replace(/\/$/, '')
  return authorizationPaths.some((known) => bare(known) === bare(path))
}
