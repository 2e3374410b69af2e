/** Makes a key in a file, P-256, which every verifier of the Notary Project reads, and its first certificate. */
export const NEW_KEY =
  "sealift certificate self-signed --new-key key.pem --subject 'CN=NAME, O=ORGANISATION, ST=STATE, C=US' --days 30 --out trial.pem";
