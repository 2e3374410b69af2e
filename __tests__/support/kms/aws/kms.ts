import { type KeyKind, type TestKey, testKey } from '../../pki.ts';
import { signEcdsa, toDer } from '../ecdsa.ts';
import { type Asked, Loopback, type Told } from '../loopback.ts';
import { digestLength, type HashName, signPss } from '../pss.ts';
import { type AwsLogin, sigv4Complaint } from './sigv4.ts';

const SPECS: Readonly<Record<KeyKind, readonly [spec: string, algorithms: readonly string[]]>> = {
  'rsa-2048': ['RSA_2048', ['RSASSA_PSS_SHA_256', 'RSASSA_PSS_SHA_384', 'RSASSA_PSS_SHA_512']],
  'rsa-3072': ['RSA_3072', ['RSASSA_PSS_SHA_256', 'RSASSA_PSS_SHA_384', 'RSASSA_PSS_SHA_512']],
  'rsa-4096': ['RSA_4096', ['RSASSA_PSS_SHA_256', 'RSASSA_PSS_SHA_384', 'RSASSA_PSS_SHA_512']],
  'ec-256': ['ECC_NIST_P256', ['ECDSA_SHA_256']],
  'ec-384': ['ECC_NIST_P384', ['ECDSA_SHA_384']],
  'ec-521': ['ECC_NIST_P521', ['ECDSA_SHA_512']],
};

export interface AwsKey {
  readonly arn: string;
  readonly kind: KeyKind;
  readonly key: TestKey;
  state: 'Enabled' | 'Disabled' | 'PendingDeletion';
  usage: 'SIGN_VERIFY' | 'ENCRYPT_DECRYPT' | 'KEY_AGREEMENT';
}

export const LOGIN: AwsLogin = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'aws-secret-of-the-test' };
export const REGION = 'eu-central-1';

/** An error as KMS writes it: awsJson 1.1. */
export const awsError = (name: string, message = name, status = 400): Told => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': name },
  body: { __type: name, message },
});

/** KMS with the checks of KMS: signature of the request, rights, key state and usage, algorithm, length of the digest. */
export class FakeKms {
  readonly server = new Loopback((asked) => this.#answer(asked));
  readonly keys = new Map<string, AwsKey>();
  readonly aliases = new Map<string, string>();
  /** What was asked for, of each key that was made. */
  readonly made: Readonly<Record<string, unknown>>[] = [];
  /** Rights of the one identity. */
  readonly rights = new Set(['GetPublicKey', 'Sign']);
  login: AwsLogin = LOGIN;
  now: () => Date = () => new Date();

  addKey(id: string, kind: KeyKind, key: TestKey = testKey(kind)): AwsKey {
    const added: AwsKey = {
      arn: `arn:aws:kms:${REGION}:111122223333:key/${id}`,
      kind,
      key,
      state: 'Enabled',
      usage: 'SIGN_VERIFY',
    };
    this.keys.set(id, added);
    return added;
  }

  #find(name: string): AwsKey | undefined {
    const bare = name.replace(`arn:aws:kms:${REGION}:111122223333:`, '');
    const id = bare.startsWith('alias/') ? this.aliases.get(bare) : bare.replace(/^key\//, '');
    return this.keys.get(id ?? '');
  }

  #answer(asked: Asked): Told {
    const { headers, method, body } = asked;
    if (method !== 'POST' || headers['content-type'] !== 'application/x-amz-json-1.1') {
      return awsError('UnknownOperationException');
    }
    const complaint = sigv4Complaint(asked, this.login, { region: REGION, service: 'kms', now: this.now() });
    if (complaint) return awsError(...complaint);
    const operation = /^TrentService\.(GetPublicKey|Sign|CreateKey|CreateAlias)$/.exec(
      headers['x-amz-target'] ?? '',
    )?.[1];
    if (!operation) return awsError('UnknownOperationException');
    const order = JSON.parse(body.toString()) as Record<string, unknown>;
    if (operation === 'CreateKey' || operation === 'CreateAlias') {
      if (!this.rights.has(operation)) {
        const what = `User: arn:aws:iam::111122223333:user/ci is not authorized to perform: kms:${operation}`;
        return awsError('AccessDeniedException', what);
      }
      return operation === 'CreateKey' ? this.#make(order) : this.#name(order);
    }
    const key = this.#find(String(order.KeyId));
    if (!this.rights.has(operation)) {
      const what = `User: arn:aws:iam::111122223333:user/ci is not authorized to perform: kms:${operation} on resource: ${key?.arn}`;
      return awsError('AccessDeniedException', what);
    }
    if (!key) return awsError('NotFoundException', `Key '${order.KeyId}' does not exist`);
    if (key.state === 'Disabled') return awsError('DisabledException', `${key.arn} is disabled.`);
    if (key.state !== 'Enabled')
      return awsError('KMSInvalidStateException', `${key.arn} is pending deletion.`);
    return operation === 'Sign' ? this.#sign(key, order) : this.#describe(key);
  }

  #make(order: Record<string, unknown>): Told {
    const { KeySpec: spec = 'SYMMETRIC_DEFAULT', KeyUsage: usage = 'ENCRYPT_DECRYPT' } = order;
    const kind = (Object.keys(SPECS) as KeyKind[]).find((one) => SPECS[one][0] === spec);
    if (!kind || usage !== 'SIGN_VERIFY')
      return awsError('ValidationException', 'the double makes signing keys');
    this.made.push(order);
    const id = `00000000-0000-4000-8000-${String(this.made.length).padStart(12, '0')}`;
    const { arn } = this.addKey(id, kind);
    return {
      status: 200,
      body: { KeyMetadata: { Arn: arn, KeyId: id, KeySpec: spec, KeyUsage: usage, KeyState: 'Enabled' } },
    };
  }

  #name({ AliasName: alias, TargetKeyId: id }: Record<string, unknown>): Told {
    const target = this.#find(String(id));
    if (!/^alias\/[A-Za-z0-9/_-]+$/.test(String(alias)) || String(alias).startsWith('alias/aws/'))
      return awsError('InvalidAliasNameException');
    if (!target) return awsError('NotFoundException', `Key '${id}' does not exist`);
    if (this.aliases.has(String(alias)))
      return awsError('AlreadyExistsException', `An alias with the name ${alias} already exists`);
    this.aliases.set(String(alias), String(id));
    return { status: 200, body: '' };
  }

  #describe({ arn, kind, key, usage }: AwsKey): Told {
    const [spec, algorithms] = SPECS[kind];
    const der = key.publicKey.export({ format: 'der', type: 'spki' });
    const body = { KeyId: arn, PublicKey: der.toString('base64'), KeySpec: spec, KeyUsage: usage };
    return {
      status: 200,
      body: { ...body, ...(usage === 'SIGN_VERIFY' ? { SigningAlgorithms: algorithms } : {}) },
    };
  }

  #sign({ arn, kind, key, usage }: AwsKey, order: Record<string, unknown>): Told {
    const { SigningAlgorithm: algorithm, MessageType: type = 'RAW', Message } = order;
    if (usage !== 'SIGN_VERIFY') return awsError('InvalidKeyUsageException', `${arn} key usage is ${usage}`);
    if (!SPECS[kind][1].includes(String(algorithm))) {
      return awsError(
        'InvalidKeyUsageException',
        `Algorithm ${algorithm} is incompatible with key spec ${SPECS[kind][0]}.`,
      );
    }
    if (type !== 'DIGEST') return awsError('ValidationException', 'the double signs digests alone');
    const digest = Buffer.from(String(Message), 'base64');
    const hash = `sha${String(algorithm).split('_').at(-1)}` as HashName;
    if (digest.toString('base64') !== Message || digest.length !== digestLength(hash)) {
      return awsError('ValidationException', `Digest is invalid length for algorithm ${algorithm}.`);
    }
    const signature = kind.startsWith('rsa')
      ? signPss(key.privateKey, hash, digest, 'hash')
      : toDer(signEcdsa(key.privateKey, digest));
    return {
      status: 200,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: { KeyId: arn, Signature: signature.toString('base64'), SigningAlgorithm: algorithm },
    };
  }
}
