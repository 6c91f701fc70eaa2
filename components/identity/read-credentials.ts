export type Credentials = { email: string; password: string }

export function readCredentials(form: HTMLFormElement): Credentials {
  const data = new FormData(form)
  return {
    email: String(data.get('email') ?? '').trim(),
    password: String(data.get('password') ?? ''),
  }
}
