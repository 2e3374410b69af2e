import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { typedLogins } from '../../src/compose/typed-logins.ts';
import { Secrets } from '../../src/encoding/secrets/secrets.ts';
import { parseReference } from '../../src/oci/reference.ts';
import { Problems } from '../../src/options/problems.ts';
import { never } from '../support/tools.ts';

it('a login that was typed is told of by its registry alone, and counts for no other one', async () => {
  const places = [parseReference('prod.example.com/app:1', () => false)];
  const run = {
    values: { passwordStdin: true },
    problems: new Problems(),
    secrets: new Secrets(),
    stdin: () => Readable.from([Buffer.from('of-robot\n')]),
    signal: never,
  };
  const [login] = await typedLogins(run as never, [{ flag: '--username', username: 'robot', places }]);
  expect(await login!.logins()).toEqual(['prod.example.com']);
  expect(await login!.find('dev.example.com', 'app')).toBeUndefined();
  expect(await login!.find('prod.example.com', 'app')).toMatchObject({ username: 'robot' });
});
