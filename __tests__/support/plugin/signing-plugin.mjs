import { Buffer } from 'node:buffer';
import { createPrivateKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';

/* A Notation plugin that signs with a P-256 key in a file. Configuration: key and chain (PEM). */

const request = JSON.parse(readFileSync(0, 'utf8'));
const { keyId, payload, pluginConfig } = request;

const COMMANDS = {
  'get-plugin-metadata': () => ({
    name: 'acme',
    description: 'a test',
    version: '1.2.3',
    url: 'https://acme.example',
    supportedContractVersions: ['1.0'],
    capabilities: ['SIGNATURE_GENERATOR.RAW'],
  }),
  'describe-key': () => ({ keyId, keySpec: 'EC-256' }),
  'generate-signature'() {
    const key = createPrivateKey(readFileSync(pluginConfig.key));
    const pem = readFileSync(pluginConfig.chain, 'utf8');
    const blocks = pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g);
    return {
      keyId,
      signature: sign('sha256', Buffer.from(payload, 'base64'), {
        key,
        dsaEncoding: 'ieee-p1363',
      }).toString('base64'),
      signingAlgorithm: 'ECDSA-SHA-256',
      certificateChain: [...blocks].map(([, text]) => text.replace(/\s/g, '')),
    };
  },
};

process.stdout.write(JSON.stringify(COMMANDS[process.argv[2]]()));
