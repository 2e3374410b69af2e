import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSigner } from '../../src/signers/open.ts';
import { PROVIDER_OF } from '../../src/signers/providers.ts';

/** Opens without region, credentials or network, so that an address is refused for itself alone. */
const outcome = (uri: string): Promise<unknown> =>
  openSigner(uri, {
    env: {},
    remote: () => {
      throw new Error('the network was asked for');
    },
  }).then(
    () => 'opened',
    (error: unknown) => error,
  );

const ARN = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const GOOGLE = 'projects/p/locations/eu/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1';

describe('the address of a key whose slashes are too few or too many', () => {
  it.each([
    ['awskms://alias/release', 'awskms:///alias/release'],
    ['awskms:/alias/release', 'awskms:///alias/release'],
    ['awskms:alias/release', 'awskms:///alias/release'],
    ['awskms:////alias/team/release', 'awskms:///alias/team/release'],
    ['awskms://key/1234abcd', 'awskms:///1234abcd'],
    ['awskms:///key/1234abcd', 'awskms:///1234abcd'],
    ['awskms://1234abcd-12ab', 'awskms:///1234abcd-12ab'],
    [`awskms://${ARN}`, `awskms:///${ARN}`],
    [`awskms:${ARN}`, `awskms:///${ARN}`],
    [`gcpkms:///${GOOGLE}`, `gcpkms://${GOOGLE}`],
    [`gcpkms:/${GOOGLE}`, `gcpkms://${GOOGLE}`],
    [`gcpkms:${GOOGLE}`, `gcpkms://${GOOGLE}`],
    ['hashivault:///release', 'hashivault://release'],
    ['hashivault:release?version=2', 'hashivault://release?version=2'],
    ['azurekms:///acme.vault.azure.net/release', 'azurekms://acme.vault.azure.net/release'],
    ['azurekms:acme.vault.azure.net/release', 'azurekms://acme.vault.azure.net/release'],
  ])('%s is refused with the corrected one, before any request', async (uri, meant) => {
    expect(await outcome(uri)).toMatchObject({
      code: 'usage',
      exitCode: 2,
      hint: expect.stringContaining(`Write ${meant}`),
    });
  });

  it.each([
    ['awskms://localhost:4566/alias/release', 'config_invalid'],
    ['awskms:///alias/release', 'config_invalid'],
    ['hashivault://release', 'config_invalid'],
    ['env:///NAME', 'usage'],
  ])('%s is not corrected, because it may be meant', async (uri, code) => {
    expect(await outcome(uri)).toMatchObject({ code });
  });

  it.each(['azurekms://0/release', 'azurekms://2130706433/release', 'https://0/keys/release'])(
    '%s names no vault, although a URL would make an address of the number',
    async (uri) => {
      expect(await outcome(uri)).toMatchObject({ code: 'usage', exitCode: 2 });
    },
  );

  it('is only ever an error of usage or configuration, whatever follows the scheme', async () => {
    const services = [...PROVIDER_OF].filter(([, { remote }]) => remote === 'service');
    const scheme = fc.constantFrom(...services.map(([name]) => name));
    const slashes = fc.constantFrom('', '/', '//', '///', '////');
    await fc.assert(
      fc.asyncProperty(scheme, slashes, fc.string({ maxLength: 40 }), async (name, between, rest) => {
        const error = await outcome(`${name}:${between}${rest}`);
        expect(error).toMatchObject({
          code: expect.stringMatching(/^(usage|config_invalid|credentials_missing)$/),
        });
      }),
      { numRuns: 200 },
    );
  });
});
