/** Names of configuration that hold what nobody should read. */
const SECRET_NAME = /pin|pass|secret|token|credential/i;

/** A shorter value stands in too many words. */
const SHORTEST = 4;

/** RFC 7512, 2.3: the PIN in a PKCS#11 URI. */
const PIN_IN_URI = /(pin-value=)[^;&?\s"',)]+/gi;

/** Words of a plugin, which may repeat its key id and its configuration, without the PINs and passwords of both. */
export function withoutSecrets(words: string, config: Readonly<Record<string, string>>): string {
  return Object.entries(config)
    .filter(([name, value]) => SECRET_NAME.test(name) && value.length >= SHORTEST)
    .reduce((text, [, value]) => text.replaceAll(value, '***'), words.replace(PIN_IN_URI, '$1***'));
}
