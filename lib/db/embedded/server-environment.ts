/** Our settings are none of PostgreSQL's business, and stray PG* or LC_* ones would change what it does. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return {
    NODE_ENV: process.env.NODE_ENV,
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    LC_ALL: 'C',
    TZ: 'UTC',
  }
}
