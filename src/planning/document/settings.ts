import { isMap, type Node } from 'yaml';
import { quotable } from '../../encoding/quotable.ts';
import { asSealiftError } from '../../errors.ts';
import { parsePlatform } from '../../oci/platforms/parse-platform.ts';
import { isTagPattern } from '../../oci/tag-pattern.ts';
import { listOf, type Member, mapOf, members, oneOrMore } from './collections.ts';
import { KEY } from './keys.ts';
import { FOLDER, PATH } from './paths.ts';
import { repositoryText } from './repositories.ts';
import { FLAG, numberFrom, oneOf, text } from './scalars.ts';
import { refuse, type Shape } from './shape.ts';

const TEXT = text('a text', (written) => written);
const TEXTS = oneOrMore(TEXT, 'a text, or a list of them');
const PATHS = oneOrMore(PATH, 'a path, or a list of them');
const REPOSITORY = repositoryText('a repository', false);

const PLATFORM = text(
  'a platform',
  (written, fail) => {
    try {
      parsePlatform(written);
      return written;
    } catch (thrown) {
      asSealiftError(thrown);
      return fail(
        `"${quotable(written, 80)}" is no platform`,
        'Write OS/ARCH or OS/ARCH/VARIANT, such as linux/amd64.',
      );
    }
  },
  { schema: { type: 'string', examples: ['linux/amd64'] } },
);

const TAG_PATTERN = text('a tag, or a pattern with * and ?', (written, fail) =>
  isTagPattern(written)
    ? written
    : fail(`"${quotable(written, 160)}" fits no tag`, 'Write a tag, or a pattern with * and ?.'),
);

const RULE = oneOf(['move', 'keep', 'fail']);
const RULES_OF_TAGS = mapOf(TAG_PATTERN, RULE, 'a map from tags to move, keep or fail');

/** The letters of a pattern: of two that fit a tag, the one with more of them is meant. */
const letters = (pattern: string): number => pattern.replaceAll(/[*?]/g, '').length;

/** Names of members in the order in which the last that fits counts: patterns first, and the widest of them at the beginning. */
function inOrder(rules: readonly (readonly [string, string])[]): readonly string[] {
  const isName = (pattern: string): boolean => !/[*?]/.test(pattern);
  return rules
    .toSorted(([a], [b]) => Number(isName(a)) - Number(isName(b)) || letters(a) - letters(b))
    .map(([pattern, rule]) => `${pattern}=${rule}`);
}

/** What becomes of tags that exist, for all of them or by their names. */
const EXISTING_TAG: Shape<readonly string[]> = {
  what: `${RULE.what}, or ${RULES_OF_TAGS.what}`,
  schema: { anyOf: [RULE.schema, RULES_OF_TAGS.schema] },
  read(node, reading) {
    if (isMap(node)) {
      const rules = RULES_OF_TAGS.read(node, reading);
      return rules && inOrder(rules.map(({ value }) => value));
    }
    const rule = RULE.read(node, reading);
    return rule === undefined ? undefined : [rule];
  },
};

/** `false`, or what is asked for. */
function orFalse<T>(asked: Shape<T>, name: string): Shape<T | false> {
  const what = `the members of ${asked.what}, or false`;
  return {
    what,
    schema: { anyOf: [{ const: false }, asked.schema] },
    read(node: Node, reading) {
      if (isMap(node)) return asked.read(node, reading);
      if ('value' in node && node.value === false) return false;
      const hint = `Write ${name}: { key: 'awskms:///alias/mirror', certificate-chain: mirror.pem }, or ${name}: false.`;
      return refuse(node, reading, { what }, hint);
    },
  };
}

const PAIRS = mapOf(TEXT, TEXT, 'a map from names to texts');

export const SIGN_MEMBERS = {
  key: {
    shape: KEY,
    help: 'the key, as --key is written, or a path inside the folder of this file',
    required: true,
  },
  'certificate-chain': { shape: PATH, help: 'certificates of the key as PEM, up to the root' },
  'azure-credential': {
    shape: oneOf(['managed-identity']),
    help: 'sign as the managed identity of this machine',
  },
  'plugin-config': { shape: PAIRS, help: 'passed to the Notation plugin that holds the key' },
  'signature-format': { shape: oneOf(['jws', 'cose']), help: 'envelope format' },
  expiry: { shape: TEXT, help: 'the signature stops to be valid after this time, such as 30d' },
  'user-metadata': { shape: PAIRS, help: 'signed along with the image' },
  'timestamp-url': { shape: TEXT, help: 'timestamp authority (RFC 3161)' },
  'timestamp-root-cert': { shape: PATH, help: 'root certificate of that authority' },
  'require-timestamp': { shape: FLAG, help: 'make no signature without a timestamp' },
  'if-signed': {
    shape: oneOf(['skip', 'add', 'fail']),
    help: 'what to do when a signature that would do is there',
  },
} as const;

const SIGN = members('sign', SIGN_MEMBERS);

export const RECORD_MEMBERS = {
  key: { shape: KEY, help: 'the key that signs the records', required: true },
  'certificate-chain': { shape: PATH, help: 'certificates of that key as PEM, up to the root' },
  'max-age': { shape: TEXT, help: 'put a new record where the one that stands is older, such as 12h' },
} as const;

const RECORD = members('record', RECORD_MEMBERS);

/** Members of a file, of an entry and of a list that are options of `promote`, by their names there. */
export const SETTINGS = {
  'trust-policy': { shape: PATH, help: "notation's trustpolicy.json" },
  'trust-store': { shape: FOLDER, help: 'folder that holds x509/ca/NAME with the root certificates' },
  'trusted-root': {
    shape: PATH,
    help: 'root certificates as PEM, with trusted-identity instead of a policy',
  },
  'trusted-identity': {
    shape: TEXTS,
    help: "who may have signed: 'x509.subject: C=US, ST=WA, O=acme', or '*'",
  },
  'trusted-tsa-root': { shape: PATH, help: 'root certificates of timestamp authorities' },
  'require-identity': { shape: TEXTS, help: 'who has to have signed, each of them' },
  'require-count': { shape: numberFrom(1, 999_999), help: 'how many different signers have to pass' },
  require: { shape: PATH, help: 'a file that says who has to have signed' },
  distrust: {
    shape: TEXTS,
    help: 'thumbprints of certificates whose signatures do not count, with =DATE from then on',
  },
  scope: { shape: REPOSITORY, help: "judge under the policy's statement for this repository" },
  crl: { shape: PATHS, help: 'certificate revocation lists' },
  'allow-unsigned': {
    shape: FLAG,
    help: 'accept an image without any signature; if there are signatures, one must pass',
  },
  'skip-verification': { shape: FLAG, help: 'copy without judging; every output says unverified' },
  recursive: { shape: FLAG, help: 'judge every image of an index; each must pass for itself' },
  platforms: {
    shape: listOf(PLATFORM, 'a list of platforms'),
    help: 'of an index, the images of these platforms alone; the index stays as it is, with its signatures',
  },
  include: { shape: oneOf(['all', 'signatures', 'verified']), help: 'what to carry of what is attached' },
  'artifact-type': { shape: TEXTS, help: 'of what is attached and is no signature, carry only these types' },
  'exclude-signatures': { shape: FLAG, help: 'leave all signatures behind' },
  'foreign-layers': { shape: FLAG, help: 'copy non-distributable layers too' },
  'existing-tag': {
    shape: EXISTING_TAG,
    help: 'what becomes of a tag that is at another image: move, keep or fail, or a map from tags or patterns to one of them',
  },
  'move-tag': {
    shape: oneOf(['if-unchanged', 'always', 'never']),
    help: 'whether a tag moves that somebody else moved during the run',
  },
  'backup-tag': { shape: TEXT, help: 'keep what a tag pointed at under another tag: {tag}-previous' },
  deep: { shape: FLAG, help: 'ask the destination for every manifest and blob' },
  'single-writer': { shape: FLAG, help: 'nobody else writes signatures there now' },
  'signatures-from': {
    shape: oneOrMore(REPOSITORY, 'a repository, or a list of them'),
    help: 'look for signatures in these repositories as well',
  },
  'signatures-to': { shape: REPOSITORY, help: 'put the signatures into this repository' },
  sign: { shape: orFalse(SIGN, 'sign'), help: 'put a signature of your own beside those that are carried' },
  record: { shape: orFalse(RECORD, 'record'), help: 'put a signed record of the promotion beside each tag' },
} as const satisfies Readonly<Record<string, Member<unknown>>>;

export type SettingName = keyof typeof SETTINGS;
