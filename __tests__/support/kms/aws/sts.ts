import { githubClaims, ISSUER, SUBJECT } from '../github/github.ts';
import { type Asked, Loopback, type Told } from '../loopback.ts';
import { LOGIN, REGION } from './kms.ts';

export const ROLE = 'arn:aws:iam::111122223333:role/release';

/** The session token of the credentials that the role has. */
export const SESSION = 'session-of-the-role';

const xml = (status: number, body: string): Told => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body,
});

const refuse = (status: number, code: string, words: string): Told =>
  xml(
    status,
    `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${words}</Message></Error></ErrorResponse>`,
  );

/** AWS STS with one role, which a token of GitHub may stand for (AssumeRoleWithWebIdentity). */
export class FakeSts {
  readonly host = `sts.${REGION}.amazonaws.com`;
  readonly server = new Loopback((asked) => this.#answer(asked));
  /** Of the trust policy of the role, and of the identity provider that it names. */
  trusted = { iss: ISSUER, sub: SUBJECT, aud: 'sts.amazonaws.com' };

  #answer({ method, body }: Asked): Told {
    const form = new URLSearchParams(body.toString());
    if (method !== 'POST' || form.get('Action') !== 'AssumeRoleWithWebIdentity')
      return refuse(400, 'InvalidAction', 'Could not find operation');
    const claims = githubClaims(form.get('WebIdentityToken') ?? '');
    if (!claims) return refuse(400, 'ExpiredTokenException', 'Token expired, or its signature is wrong');
    if (claims.iss !== this.trusted.iss)
      return refuse(400, 'InvalidIdentityToken', 'No OpenIDConnect provider found in your account');
    if (claims.aud !== this.trusted.aud)
      return refuse(400, 'InvalidIdentityToken', 'Incorrect token audience');
    if (form.get('RoleArn') !== ROLE || claims.sub !== this.trusted.sub)
      return refuse(403, 'AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity');
    const { accessKeyId, secretAccessKey } = LOGIN;
    const expiration = new Date(Date.now() + 3_600_000).toISOString();
    const credentials = `<Credentials><AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>${secretAccessKey}</SecretAccessKey><SessionToken>${SESSION}</SessionToken><Expiration>${expiration}</Expiration></Credentials>`;
    return xml(
      200,
      `<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult>${credentials}</AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`,
    );
  }
}
