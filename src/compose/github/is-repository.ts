/** Whether a text is `OWNER/NAME` as GitHub writes it; the logins of managed users have an underscore. */
export function isRepository(text: string): boolean {
  return /^[A-Za-z0-9_.-]{1,100}\/[A-Za-z0-9._-]{1,200}$/.test(text);
}
