import { quotable } from '../../encoding/quotable.ts';
import { insidePath, namedPath } from './paths.ts';
import { text } from './scalars.ts';
import { withVariables } from './variables.ts';

/** The characters of an address of a key (RFC 3986, 2.3), without those that begin a query or a login. */
const ADDRESS_PART = /[A-Za-z0-9._~:/-]+/;
/** A scheme, what AWS calls a key, or what Azure's portal shows. */
const ADDRESS = /^(?:[a-z][a-z0-9-]+:\/\/|arn:aws)/;

/** A private key is not to be brought into a repository so that a path leads to it. */
const ELSEWHERE =
  'Name a key in a service, or env://NAME for a PEM in an environment variable; a path stays inside this folder.';

/** A key: the address of one in a service, or the path of a file. */
export const KEY = text(
  'a key',
  (written, fail, reading, offset) => {
    if (!written.includes('$(')) {
      if (/^file:/.test(written))
        return fail(`${quotable(written)} is no path inside the folder of this file`, ELSEWHERE);
      if (ADDRESS.test(written) && !/[\s\0]/.test(written)) return written;
      const path = insidePath(written, fail, ELSEWHERE);
      return path === undefined ? undefined : namedPath(path, 'file', reading, offset);
    }
    const address = withVariables(written, ADDRESS_PART, 'the address of a key', fail, reading);
    if (address === undefined) return undefined;
    const isAddress = ADDRESS.test(address) && !/^file:|(?:^|\/)\.\.(?:\/|$)/.test(address);
    return isAddress
      ? address
      : fail(
          `${quotable(written)} is no address of a key in a service`,
          'Write such as awskms:///alias/$(SEALIFT_VAR_KEY); values of the environment name no files.',
        );
  },
  { variables: true, schema: { type: 'string', examples: ['awskms:///alias/mirror'] } },
);
