/** Labels of visible ASCII, none of them empty, no dot at the end. RFC 1034 allows less, Go and real certificates do not. */
const DOMAIN = /^[!-\-/-~]+(?:\.[!-\-/-~]+)*$/;

/** Whether Go takes the text for the name of a host in a certificate. */
export function isDomainName(text: string): boolean {
  return DOMAIN.test(text);
}

/** The same for a constraint (RFC 5280, 4.2.1.10): an empty one allows every name, and a dot in front demands one more label. */
export function isDomainConstraint(text: string): boolean {
  return text === '' || DOMAIN.test(text.replace(/^\./, ''));
}
