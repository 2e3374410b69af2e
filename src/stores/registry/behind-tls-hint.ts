/** Where a registry by https names an address in plain http that is not its own. */
export const BEHIND_TLS_HINT =
  'What ends TLS before the registry has to say so (X-Forwarded-Proto, with Host and port as they were asked), or the registry has to be told its own address (`http.host` of distribution).';
