/** Makes the file that `--key` names: a P-256 key, which every verifier of the Notary Project reads. */
export const NEW_KEY = 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem';
