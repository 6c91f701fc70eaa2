export function readCredentials(form: HTMLFormElement): { email: string; password: string } {
  const data = new FormData(form)
  return {
    email: String(data.get('email') ?? '').trim(),
    password: String(data.get('password') ?? ''),
  }
}
