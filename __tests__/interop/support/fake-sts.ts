import { LOGIN } from '../../support/kms/aws/kms.ts';
import { githubClaims, ISSUER, SUBJECT } from '../../support/kms/github/github.ts';
import { type Asked, Loopback, type Told } from '../../support/kms/loopback.ts';

const refuse = (Code: string, Message: string): Told => ({ status: 400, body: { Error: { Code, Message } } });

/** AWS's token service with one role, whose trust policy names issuer, audience and subject of a job. */
export class FakeSts {
  readonly server = new Loopback((asked) => this.#answer(asked));
  readonly role = 'arn:aws:iam::111122223333:role/release';
  trusted = { iss: ISSUER, sub: SUBJECT, aud: 'sts.amazonaws.com' };

  #answer({ method, body }: Asked): Told {
    const form = new URLSearchParams(body.toString());
    if (method !== 'POST' || form.get('Action') !== 'AssumeRoleWithWebIdentity') {
      return refuse('InvalidAction', 'the double knows AssumeRoleWithWebIdentity alone');
    }
    const claims = githubClaims(form.get('WebIdentityToken') ?? '');
    if (!claims) return refuse('InvalidIdentityToken', "Couldn't retrieve verification key");
    const { iss, sub, aud } = this.trusted;
    if (claims.aud !== aud) return refuse('InvalidIdentityToken', 'Incorrect token audience');
    if (form.get('RoleArn') !== this.role || claims.iss !== iss || claims.sub !== sub) {
      return refuse('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity');
    }
    const Credentials = {
      AccessKeyId: LOGIN.accessKeyId,
      SecretAccessKey: LOGIN.secretAccessKey,
      Expiration: Date.now() / 1000 + 3600,
    };
    const AssumeRoleWithWebIdentityResult = { Credentials, Audience: aud, SubjectFromWebIdentityToken: sub };
    return {
      status: 200,
      body: { AssumeRoleWithWebIdentityResponse: { AssumeRoleWithWebIdentityResult } },
    };
  }
}
