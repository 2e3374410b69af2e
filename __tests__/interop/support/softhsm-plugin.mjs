import { Buffer } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/*
 * A Notation plugin over PKCS#11: the key stays in the token, pkcs11-tool asks it to sign. The key id is the label of the
 * key, which is its kind. Configuration: conf (of SoftHSM), module, token, pin, chain (PEM).
 */

const KINDS = {
  'rsa-2048': 'RSA-2048',
  'rsa-3072': 'RSA-3072',
  'rsa-4096': 'RSA-4096',
  'ec-256': 'EC-256',
  'ec-384': 'EC-384',
  'ec-521': 'EC-521',
};

function fail(errorCode, errorMessage) {
  process.stderr.write(JSON.stringify({ errorCode, errorMessage }));
  process.exit(1);
}

/** The raw signature: PSS with the salt that was chosen, or r||s. */
function sign({ keyId, keySpec, hashAlgorithm, payload, pluginConfig }) {
  const { conf, module, token, pin } = pluginConfig;
  const hash = hashAlgorithm.replace('-', '');
  const digest = createHash(hash).update(Buffer.from(payload, 'base64')).digest();
  const mechanism = keySpec.startsWith('RSA')
    ? ['RSA-PKCS-PSS', '--hash-algorithm', hash, '--mgf', `MGF1-${hash}`, '--salt-len', String(digest.length)]
    : ['ECDSA'];
  const folder = mkdtempSync(join(tmpdir(), 'sealift-hsm-'));
  try {
    const [input, output] = ['digest', 'signature'].map((name) => join(folder, name));
    writeFileSync(input, digest);
    const login = ['--module', module, '--token-label', token, '--login', '--pin', pin];
    const what = ['--sign', '--id', Buffer.from(keyId).toString('hex'), '-m', ...mechanism];
    const done = spawnSync('pkcs11-tool', [...login, ...what, '-i', input, '-o', output], {
      env: { ...process.env, SOFTHSM2_CONF: conf },
      encoding: 'utf8',
    });
    if (done.status === 0) return readFileSync(output);
    const denied = /CKR_PIN_INCORRECT/.test(done.stderr);
    return fail(denied ? 'ACCESS_DENIED' : 'ERROR', done.stderr.trim() || `pkcs11-tool: ${done.signal}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const COMMANDS = {
  'get-plugin-metadata': () => ({
    name: 'softhsm',
    description: 'signs by PKCS#11',
    version: '0.1.0',
    url: 'https://github.com/sealift/sealift',
    supportedContractVersions: ['1.0'],
    capabilities: ['SIGNATURE_GENERATOR.RAW'],
  }),
  'describe-key': ({ keyId }) => ({
    keyId,
    keySpec: KINDS[keyId] ?? fail('VALIDATION_ERROR', `there is no key ${keyId}`),
  }),
  'generate-signature'(request) {
    const { keyId, keySpec, hashAlgorithm, pluginConfig } = request;
    const pem = readFileSync(pluginConfig.chain, 'utf8');
    const blocks = pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g);
    return {
      keyId,
      signature: sign(request).toString('base64'),
      signingAlgorithm: `${keySpec.startsWith('RSA') ? 'RSASSA-PSS' : 'ECDSA'}-${hashAlgorithm}`,
      certificateChain: [...blocks].map(([, text]) => text.replace(/\s/g, '')),
    };
  },
};

const request = JSON.parse(readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(COMMANDS[process.argv[2]](request)));
