const PLATFORM = /^[a-z0-9][a-z0-9._-]{0,63}(?:\/[a-z0-9][a-z0-9._-]{0,63}){1,2}$/;

/** Whether a text may be a platform on a command line. A key of an index may be none, since somebody else wrote it. */
export function isPlatformText(text: string): boolean {
  return PLATFORM.test(text);
}
