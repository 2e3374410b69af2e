import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AttributeValue } from '../../support/plugin/demanding.ts';
import type { Case } from './dimensions.ts';

const NAME = 'com.acme.verifier';
const IDENTITY = 'SIGNATURE_VERIFIER.TRUSTED_IDENTITY';
const REVOCATION = 'SIGNATURE_VERIFIER.REVOCATION_CHECK';
const BOTH = [IDENTITY, REVOCATION];
const N = 'io.cncf.notary.';
const JOB = 'com.acme.job';

type Results = Readonly<Record<string, object | null>>;

interface Behaviour {
  readonly named?: AttributeValue;
  readonly minVersion?: AttributeValue;
  /** Attributes that are not critical. */
  readonly uncritical?: readonly string[];
  /** Whether the signature has an attribute for the plugin. */
  readonly attribute?: true;
  readonly isInstalled?: false;
  readonly metadata?: object;
  /** Over results that are all good. */
  readonly results?: Results;
  readonly processed?: readonly string[];
  /** In the place of an answer, and with exit code 1. */
  readonly fails?: true;
  readonly text?: string;
}

const no = (reason: string) => ({ success: false, reason });

const BEHAVIOURS: Readonly<Record<Exclude<Case['plugin'], 'none'>, Behaviour>> = {
  'identity and revocation': {},
  'identity alone': { metadata: { capabilities: [IDENTITY] } },
  'revocation alone': { metadata: { capabilities: [REVOCATION, 'SIGNATURE_GENERATOR.RAW'] } },
  'revocation alone, with an attribute': { metadata: { capabilities: [REVOCATION] }, attribute: true },
  'signs alone': { metadata: { capabilities: ['SIGNATURE_GENERATOR.RAW'] } },
  'not installed': { isInstalled: false },
  'least version met': { minVersion: '1.2.3' },
  'least version above': { minVersion: '1.10.0' },
  'least version malformed': { minVersion: '1.2' },
  'least version not critical': { minVersion: '1.0.0', uncritical: [`${N}verificationPluginMinVersion`] },
  'prerelease of the least version': { minVersion: '1.2.3', metadata: { version: '1.2.3-rc.1' } },
  'version malformed': { metadata: { version: 'v1.2.3' } },
  'name not critical': { uncritical: [`${N}verificationPlugin`] },
  'name no text': { named: 7 },
  'name blank': { named: ' ' },
  'attribute processed': { attribute: true },
  'attribute not processed': { attribute: true, processed: [] },
  'attribute not critical, not processed': { attribute: true, uncritical: [JOB], processed: [] },
  'attribute processed that is not there': { processed: ['com.acme.other'] },
  'identity refused': { results: { [IDENTITY]: no('not yours') } },
  'revocation refused': { results: { [REVOCATION]: no('revoked') } },
  'both refused': { results: { [IDENTITY]: no('not yours'), [REVOCATION]: no('revoked') } },
  'identity not answered': { results: { [IDENTITY]: null } },
  'answers what was not asked': {
    metadata: { capabilities: [IDENTITY] },
    results: { [REVOCATION]: { success: true } },
  },
  fails: { fails: true },
  'no JSON': { text: 'all is well' },
  'another name': { metadata: { name: 'com.acme.other' } },
  'another contract': { metadata: { supportedContractVersions: ['2.0'] } },
};

const behaviourOf = ({ plugin }: Case): Behaviour | undefined =>
  plugin === 'none' ? undefined : BEHAVIOURS[plugin];

/** The attributes of a case that are for its plugin, with whether they are critical. */
export function pluginAttributes(
  one: Case,
): readonly { readonly name: string; readonly value: AttributeValue; readonly critical: boolean }[] {
  const behaviour = behaviourOf(one);
  if (!behaviour) return [];
  const { named = NAME, minVersion, attribute, uncritical = [] } = behaviour;
  const all: [string, AttributeValue][] = [[`${N}verificationPlugin`, named]];
  if (minVersion !== undefined) all.push([`${N}verificationPluginMinVersion`, minVersion]);
  if (attribute) all.push([JOB, 'j-1']);
  return all.map(([name, value]) => ({ name, value, critical: !uncritical.includes(name) }));
}

/** Keeps each request, and plays the answer of the case. */
const SCRIPT = `#!/bin/sh
here=\${0%/*}
request=$(cat)
printf '%s' "$request" > "$here/$1.request.$$"
[ "$1" = get-plugin-metadata ] && exec cat "$here/metadata"
[ -f "$here/fails" ] && { echo down >&2; exit 1; }
case $request in
  *${REVOCATION}*) exec cat "$here/whole" ;;
  *) exec cat "$here/without-revocation" ;;
esac
`;

const folderOf = (home: string): string => join(home, 'notation', 'plugins', NAME);

/** The files of the plugin of a case, by their paths in the folder of plugins; the first one is the program. */
export function pluginFiles(one: Case): Readonly<Record<string, string>> {
  const behaviour = behaviourOf(one);
  if (!behaviour || behaviour.isInstalled === false) return {};
  const { metadata = {}, results = {}, processed, attribute, fails, text } = behaviour;
  const about = {
    ...{ name: NAME, description: 'a test', version: '1.2.3', url: 'https://acme.example' },
    ...{ supportedContractVersions: ['1.0'], capabilities: BOTH, ...metadata },
  };
  const said: Results = {
    ...Object.fromEntries(
      about.capabilities.filter((one) => BOTH.includes(one)).map((one) => [one, { success: true }]),
    ),
    ...results,
  };
  const processedAttributes = processed ?? (attribute ? [JOB] : []);
  const answer = (without?: string): string =>
    text ??
    JSON.stringify({
      verificationResults: Object.fromEntries(
        Object.entries(said).filter(([name, value]) => value !== null && name !== without),
      ),
      processedAttributes,
    });
  const skips = one.level.endsWith('revocation skipped');
  return {
    [`${NAME}/notation-${NAME}`]: SCRIPT,
    [`${NAME}/metadata`]: JSON.stringify(about),
    [`${NAME}/whole`]: answer(),
    [`${NAME}/without-revocation`]: answer(skips ? REVOCATION : undefined),
    ...(fails ? { [`${NAME}/fails`]: '' } : {}),
  };
}

interface Request {
  readonly signature: {
    readonly criticalAttributes: Readonly<Record<string, unknown>>;
    readonly unprocessedAttributes: readonly string[] | null;
  };
}

/** Go writes times of COSE in the zone of the machine, and names in no order. */
function comparable(text: string): unknown {
  const request = JSON.parse(text) as Request;
  const { criticalAttributes: given, unprocessedAttributes } = request.signature;
  const times = ['expiry', 'authenticSigningTime'].filter((name) => name in given);
  const criticalAttributes = {
    ...given,
    ...Object.fromEntries(times.map((name) => [name, new Date(String(given[name])).getTime()])),
  };
  const names = unprocessedAttributes?.toSorted() ?? null;
  return {
    ...request,
    signature: { ...request.signature, criticalAttributes, unprocessedAttributes: names },
  };
}

/** What the plugin of a case was asked about the signature, by both programs in any order. */
export async function verifyRequests(home: string): Promise<readonly unknown[]> {
  const folder = folderOf(home);
  const names = await readdir(folder).catch(() => []);
  const requests = names.filter((name) => name.startsWith('verify-signature.request'));
  return Promise.all(requests.map(async (name) => comparable(await readFile(join(folder, name), 'utf8'))));
}
