import { randomUUID } from 'node:crypto';
import { PAYLOAD_MEDIA_TYPE } from '../../../../src/notation/envelope/media-types.ts';
import { craftJws } from '../../envelopes.ts';
import { type TestChain, testChain } from '../../pki.ts';
import { type Asked, Loopback, type Told } from '../loopback.ts';
import { LOGIN, REGION } from './kms.ts';
import { type AwsLogin, sigv4Complaint } from './sigv4.ts';

export const PLATFORM = 'Notation-OCI-SHA384-ECDSA';
export const ACCOUNT = '111122223333';
export const SIGNER_PLUGIN = 'com.amazonaws.signer.notation.plugin';

/** An error as AWS Signer writes it: restJson 1. */
export const signerError = (name: string, message = name, status = 400): Told => ({
  status,
  headers: { 'x-amzn-errortype': name, 'x-amzn-requestid': randomUUID() },
  body: { message, code: name },
});

/** An answer with the id that AWS gives each. */
const told = (body: unknown): Told => ({
  status: 200,
  headers: { 'x-amzn-requestid': randomUUID() },
  body,
});

export interface FakeProfile {
  readonly name: string;
  readonly owner: string;
  version: string;
  state: 'Active' | 'Canceled' | 'Revoked';
  platform: string;
  /** Signatures of this time and later count for nothing. */
  revokedFrom?: Date;
  /** Milliseconds. */
  validity: number;
}

/** What an envelope of AWS Signer says: members over the good ones; `undefined` takes one away. */
export type Header = Readonly<Record<string, unknown>>;

const profileArn = ({ owner, name }: Pick<FakeProfile, 'owner' | 'name'>, region = REGION): string =>
  `arn:aws:signer:${region}:${owner}:/signing-profiles/${name}`;

/**
 * AWS Signer, and its data service that knows what is revoked, with the checks of both: signature of the request, rights, profile,
 * account, platform and kind of payload; of a question about revocation its five members.
 */
export class FakeSigner {
  readonly server = new Loopback((asked) => this.#answer(asked));
  readonly profiles = new Map<string, FakeProfile>();
  readonly rights = new Set(['SignPayload', 'GetRevocationStatus']);
  /** ARNs of jobs, and hashes of certificates with those of their issuers. */
  readonly revoked = new Set<string>();
  /** ARNs of the jobs, in their order. */
  readonly jobs: string[] = [];
  chain: TestChain = testChain({ kind: 'ec-384' });
  login: AwsLogin = LOGIN;
  region = REGION;
  now: () => Date = () => new Date();
  /** Members of the protected header, over those of an honest answer. */
  header: Header = {};
  /** Metadata of the answer. */
  metadata: Readonly<Record<string, unknown>> | undefined;

  addProfile(name: string, owner = ACCOUNT): FakeProfile {
    const profile: FakeProfile = {
      name,
      owner,
      version: 'OF8IVUsPJq',
      state: 'Active',
      platform: PLATFORM,
      validity: 365 * 86_400_000,
    };
    this.profiles.set(`${owner}/${name}`, profile);
    return profile;
  }

  #answer(asked: Asked): Told {
    const { method, url, headers } = asked;
    const scope = { region: this.region, service: 'signer', now: this.now() };
    const complaint = sigv4Complaint(asked, this.login, scope);
    if (complaint) return signerError(...complaint, 403);
    if (method === 'POST' && url.pathname === '/signing-jobs/with-payload') {
      if (headers['content-type'] !== 'application/json') return signerError('UnknownOperationException');
      return this.#sign(JSON.parse(asked.body.toString()) as Record<string, unknown>);
    }
    if (method === 'GET' && url.pathname === '/revocations') return this.#judge(url.searchParams);
    return signerError('UnknownOperationException', 'unknown', 404);
  }

  #denied(right: string, resource: string): Told {
    const who = `User: arn:aws:iam::${ACCOUNT}:user/ci`;
    return signerError(
      'AccessDeniedException',
      `${who} is not authorized to perform: signer:${right} on resource: ${resource}`,
      403,
    );
  }

  #sign({ profileName, profileOwner = ACCOUNT, payload, payloadFormat }: Record<string, unknown>): Told {
    const profile = this.profiles.get(`${profileOwner}/${profileName}`);
    const named = profileArn({ owner: String(profileOwner), name: String(profileName) }, this.region);
    if (!this.rights.has('SignPayload')) return this.#denied('SignPayload', named);
    if (!profile) return signerError('ResourceNotFoundException', `no profile ${profileName}`, 404);
    if (profile.state !== 'Active')
      return signerError('ValidationException', `Signing profile is ${profile.state.toLowerCase()}`);
    if (profile.platform !== PLATFORM)
      return signerError('ValidationException', `SignPayload is not supported for ${profile.platform}`);
    if (payloadFormat !== PAYLOAD_MEDIA_TYPE)
      return signerError('ValidationException', `payload format ${payloadFormat} is not supported`);
    const bytes = Buffer.from(String(payload), 'base64');
    if (bytes.length === 0 || bytes.toString('base64') !== payload)
      return signerError('ValidationException', 'the payload is no base64');
    const jobArn = `arn:aws:signer:${this.region}:${ACCOUNT}:/signing-jobs/${randomUUID()}`;
    this.jobs.push(jobArn);
    const jobId = jobArn.split('/').at(-1);
    const signature = Buffer.from(this.envelope(profile, jobArn, bytes)).toString('base64');
    return told({ jobId, jobOwner: ACCOUNT, metadata: this.metadata ?? {}, signature });
  }

  /** The envelope of a job, as AWS Signer writes it for its plugin: signing authority, ES384, six critical attributes. */
  envelope(profile: FakeProfile, jobArn: string, payload: Uint8Array): Uint8Array {
    const at = Math.floor(this.now().getTime() / 1000) * 1000;
    const iso = (time: number): string => new Date(time).toISOString().replace('.000', '');
    const own: Header = {
      'io.cncf.notary.signingScheme': 'notary.x509.signingAuthority',
      'io.cncf.notary.signingTime': undefined,
      'io.cncf.notary.authenticSigningTime': iso(at),
      'io.cncf.notary.expiry': iso(at + profile.validity),
      'io.cncf.notary.verificationPlugin': SIGNER_PLUGIN,
      'com.amazonaws.signer.signingJob': jobArn,
      'com.amazonaws.signer.signingProfileVersion': `${profileArn(profile, this.region)}/${profile.version}`,
      ...this.header,
    };
    const crit = Object.entries(own).flatMap(([name, value]) => (value === undefined ? [] : [name]));
    return craftJws({ chain: this.chain, payload, protected: { crit, ...own } });
  }

  #judge(query: URLSearchParams): Told {
    const text = (name: string): string => query.get(name) ?? '';
    const invalid = (message: string): Told => signerError('ValidationException', message);
    if (!this.rights.has('GetRevocationStatus')) return this.#denied('GetRevocationStatus', '*');
    const at = text('signatureTimestamp');
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(at)) return invalid('signatureTimestamp is no time');
    if (text('platformId') !== PLATFORM) return invalid(`platform ${text('platformId')} is not known`);
    const job = text('jobArn');
    const version = text('profileVersionArn');
    for (const arn of [job, version]) {
      if (!arn.startsWith(`arn:aws:signer:${this.region}:`))
        return invalid(`${arn} is of another partition or region`);
    }
    const [, owner, name] = /:(\d{12}):\/signing-profiles\/(\w+)\/\w{10}$/.exec(version) ?? [];
    const hashes = query.getAll('certificateHashes');
    if (hashes.length === 0 || hashes.some((hash) => !/^[0-9a-f]{192}$/.test(hash)))
      return invalid('certificateHashes are pairs of SHA-384');
    const from = this.profiles.get(`${owner}/${name}`)?.revokedFrom;
    const isRevoked = from !== undefined && new Date(at) >= from;
    const revokedEntities = [
      ...(isRevoked ? [version] : []),
      ...[job, ...hashes].filter((one) => this.revoked.has(one)),
    ];
    return told({ revokedEntities });
  }
}
